import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("last", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, unique=True)),
                ("last_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
                ("turned", models.CharField(db_index=True, max_length=40)),
                ("times", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("host", models.CharField(max_length=255)),
                ("pid", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "everybody"),
                            ("members", "members"),
                            ("staff", "staff"),
                            ("group", "a group"),
                            ("invited", "invited people"),
                            ("direct", "people who write to each other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("open_to_role", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "indexes": [models.Index(fields=["open_to_role"], name="core_audien_open_to_04d02e_idx")],
            },
        ),
        migrations.CreateModel(
            name="CronRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("slot", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "slot"), name="core_cronrun_one_winner")],
            },
        ),
        migrations.CreateModel(
            name="Sighting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24)),
                ("place", models.CharField(max_length=24)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("refused", "Refused"),
                            ("overruled", "Overruled"),
                            ("false_alarm", "False Alarm"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("person_id", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["at", "kind", "outcome"], name="core_sighti_at_780785_idx"),
                    models.Index(fields=["outcome", "-at"], name="core_sighti_outcome_17f080_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=80)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("noticed", models.JSONField(default=list)),
                ("uploader_id", models.BigIntegerField(null=True)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "audience",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.audience",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(default="Trialogue", max_length=60)),
                ("tagline", models.CharField(blank=True, max_length=300)),
                (
                    "hue",
                    models.PositiveSmallIntegerField(
                        default=166, validators=[django.core.validators.MaxValueValidator(360)]
                    ),
                ),
                (
                    "chroma",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.09"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(Decimal("0.14")),
                        ],
                    ),
                ),
                (
                    "paper",
                    models.PositiveSmallIntegerField(
                        default=96, validators=[django.core.validators.MaxValueValidator(360)]
                    ),
                ),
                (
                    "radius",
                    models.DecimalField(
                        decimal_places=1,
                        default=Decimal("1.0"),
                        max_digits=2,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(Decimal("1.6")),
                        ],
                    ),
                ),
                ("languages", models.JSONField(blank=True, default=list)),
                ("contact", models.EmailField(blank=True, max_length=254)),
                ("tags_by_members", models.BooleanField(default=True)),
                ("steps", models.JSONField(blank=True, default=dict)),
                ("reactions", models.JSONField(blank=True, default=dict)),
                ("guard_off", models.JSONField(blank=True, default=list)),
                ("trust", models.JSONField(blank=True, default=dict)),
                ("brand_version", models.PositiveIntegerField(default=1)),
                ("reports_to_hide", models.PositiveSmallIntegerField(default=3)),
                ("set_up_at", models.DateTimeField(blank=True, null=True)),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Touch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("conversation_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="core_touch_at_96094c_idx")],
            },
        ),
        migrations.CreateModel(
            name="UsedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
                ("person_id", models.BigIntegerField()),
                ("location", models.CharField(blank=True, max_length=500)),
                ("answer", models.JSONField(null=True)),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person_id", "key"), name="one_use_per_key")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("verb", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("on_behalf_of_id", models.BigIntegerField(null=True)),
                ("object_kind", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("conversation_id", models.BigIntegerField(null=True)),
                ("product_id", models.BigIntegerField(null=True)),
                ("old", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("new", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("words", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("reason", models.TextField(blank=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("page", "Page"),
                            ("api", "Api"),
                            ("mail", "Mail"),
                            ("git", "Git"),
                            ("import", "Import"),
                            ("job", "Job"),
                            ("command", "Command"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.audience",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["object_kind", "object_id", "at"], name="core_event_object__97c313_idx"),
                    models.Index(
                        condition=models.Q(("conversation_id__isnull", False)),
                        fields=["conversation_id", "verb", "at"],
                        name="event_conversation",
                    ),
                    models.Index(fields=["actor_id", "at"], name="core_event_actor_i_180b5c_idx"),
                    models.Index(fields=["verb", "at"], name="core_event_verb_4ffadf_idx"),
                    models.Index(fields=["at"], name="core_event_at_bc6e5f_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("object_id", models.BigIntegerField()),
                ("place", models.CharField(max_length=14)),
                ("conversation_id", models.BigIntegerField(null=True)),
                ("title", models.CharField(blank=True, max_length=250)),
                ("body", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("facets", models.JSONField(blank=True, default=list)),
                ("weight", models.FloatField(default=0)),
                ("url", models.CharField(max_length=320)),
                ("at", models.DateTimeField()),
                ("made", models.PositiveSmallIntegerField(default=1)),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.audience"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["conversation_id"], name="core_search_convers_cb9c5c_idx")],
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="one_document_a_thing")],
            },
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(fields=["uploader_id"], name="core_stored_uploade_e48e33_idx"),
        ),
    ]

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=24, unique=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("proved", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="FacetTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voice", "Voice"),
                            ("country", "Country"),
                            ("language", "Language"),
                            ("skill", "Skill"),
                            ("would_like", "Would Like"),
                            ("word", "Word"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=120)),
                ("public", models.IntegerField(default=0)),
                ("members", models.IntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "-public", "value"], name="people_face_kind_9631d2_idx"),
                    models.Index(fields=["kind", "-members", "value"], name="people_face_kind_42a99e_idx"),
                ],
                "constraints": [models.UniqueConstraint(fields=("kind", "value"), name="counted_once")],
            },
        ),
        migrations.CreateModel(
            name="LimitHit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("what", "day"), name="one_count_a_limit_and_day")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handle", models.CharField(max_length=40)),
                (
                    "handle_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower("handle"),
                        output_field=models.CharField(max_length=40),
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("says", models.CharField(blank=True, max_length=100)),
                (
                    "voice",
                    models.CharField(
                        choices=[("user", "uses it"), ("builder", "builds it"), ("steward", "cares for it")],
                        default="user",
                        max_length=8,
                    ),
                ),
                ("uses", models.BooleanField(default=False)),
                ("builds", models.BooleanField(default=False)),
                ("cares", models.BooleanField(default=False)),
                ("about", models.TextField(blank=True)),
                ("about_html", models.TextField(blank=True)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("time_zone", models.CharField(blank=True, max_length=60)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("background", models.CharField(blank=True, max_length=120)),
                ("skills", models.JSONField(blank=True, default=list)),
                ("would_like", models.JSONField(blank=True, default=list)),
                ("links", models.JSONField(blank=True, default=list)),
                ("shown", models.JSONField(blank=True, default=dict)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("theme", models.CharField(blank=True, max_length=5)),
                (
                    "mail_pace",
                    models.CharField(
                        choices=[("at_once", "at once"), ("never", "never")], default="at_once", max_length=8
                    ),
                ),
                (
                    "written_by",
                    models.CharField(
                        choices=[
                            ("everybody", "every member"),
                            ("known", "people I have talked with here"),
                            ("nobody", "nobody"),
                        ],
                        default="everybody",
                        max_length=9,
                    ),
                ),
                ("set_aside", models.JSONField(blank=True, default=list)),
                ("joined_at", models.DateTimeField()),
                ("read_all_at", models.DateTimeField(blank=True, null=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("new_since", models.DateTimeField(blank=True, null=True)),
                ("started", models.JSONField(blank=True, default=dict)),
                ("unread", models.PositiveIntegerField(default=0)),
                ("days_seen", models.PositiveIntegerField(default=0)),
                ("seen_on", models.DateField(blank=True, null=True)),
                ("is_bot", models.BooleanField(default=False)),
                ("hidden", models.BooleanField(default=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="people.person",
                    ),
                ),
                (
                    "picture",
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
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=40)),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("same", "Same"),
                            ("mentioned", "Mentioned"),
                            ("quoted", "Quoted"),
                            ("watching", "Watching"),
                            ("yours", "Yours"),
                            ("staff", "Staff"),
                            ("remembered", "Remembered"),
                            ("leading", "Leading"),
                            ("invited", "Invited"),
                            ("reported", "Reported"),
                            ("direct", "Direct"),
                            ("you", "You"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("url", models.CharField(max_length=300)),
                ("post_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "audience",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.audience",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="core.event"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mutes", to="people.person"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("same", "Same"),
                            ("mentioned", "Mentioned"),
                            ("quoted", "Quoted"),
                            ("watching", "Watching"),
                            ("yours", "Yours"),
                            ("staff", "Staff"),
                            ("remembered", "Remembered"),
                            ("leading", "Leading"),
                            ("invited", "Invited"),
                            ("reported", "Reported"),
                            ("direct", "Direct"),
                            ("you", "You"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("url", models.CharField(max_length=300)),
                ("post_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("dropped", models.CharField(blank=True, max_length=40)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="core.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=200)),
                ("verified_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="identities", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("confirmed", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims_made", to="people.person"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to="people.person"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AudienceMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("direct", models.BooleanField(default=False)),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="core.audience"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audience_memberships",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="account", to="people.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonFacet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voice", "Voice"),
                            ("country", "Country"),
                            ("language", "Language"),
                            ("skill", "Skill"),
                            ("would_like", "Would Like"),
                            ("word", "Word"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=120)),
                (
                    "shown",
                    models.CharField(
                        choices=[("public", "everybody"), ("members", "members"), ("nobody", "nobody")], max_length=8
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="facets", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("developer", "developer"),
                            ("maintainer", "maintainer"),
                            ("moderator", "moderator"),
                            ("manager", "community manager"),
                            ("operator", "operator"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("site", "the whole site"),
                            ("product", "one product"),
                            ("category", "one category"),
                            ("repository", "one repository"),
                            ("group", "one group"),
                        ],
                        default="site",
                        max_length=12,
                    ),
                ),
                ("scope_id", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.audience"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="silences", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=300)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suspensions", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Clearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300)),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("purged_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clearings", to="people.person"
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "suspension",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.suspension",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Swept",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("row", models.JSONField()),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="swept", to="people.clearing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "read"), ("write", "read and write")], default="read", max_length=8
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="TrustLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "new"), (1, "arrived"), (2, "known"), (3, "trusted"), (4, "leader")]
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("because", models.CharField(blank=True, max_length=300)),
                ("held", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="trust_levels", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["-joined_at", "-id"], name="people_pers_joined__23d642_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name"], name="people_pers_name_3035d1_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["country", "name"], name="people_pers_country_04079c_idx"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("seen_on__isnull", False)), fields=["seen_on"], name="person_seen_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("handle_key",), name="one_person_a_handle"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["person", "-at", "-id"], name="people_noti_person__bc3925_idx"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("post_id__isnull", False)), fields=["post_id"], name="notice_post"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("event", "person"), name="one_notice_an_event"),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=models.UniqueConstraint(fields=("by", "of"), name="one_mute_each"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("dropped", ""), ("sent_at", None)), fields=["id"], name="letter_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(condition=models.Q(("post_id__isnull", False)), fields=["post_id"], name="letter_post"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(fields=("event", "person"), name="one_letter_an_event"),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(fields=("kind", "value"), name="one_person_an_identity"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)), fields=("person", "by"), name="one_open_claim"
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(fields=("by", "of"), name="one_block_each"),
        ),
        migrations.AddIndex(
            model_name="audiencemember",
            index=models.Index(condition=models.Q(("direct", False)), fields=["person"], name="audience_of_every_page"),
        ),
        migrations.AddConstraint(
            model_name="audiencemember",
            constraint=models.UniqueConstraint(fields=("audience", "person"), name="once_in_an_audience"),
        ),
        migrations.AddIndex(
            model_name="personfacet",
            index=models.Index(
                fields=["kind", "value", "shown", "person"],
                name="facet_value",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops", "varchar_ops", "int8_ops"],
            ),
        ),
        migrations.AddConstraint(
            model_name="personfacet",
            constraint=models.UniqueConstraint(fields=("person", "kind", "value"), name="said_once"),
        ),
        migrations.AddConstraint(
            model_name="representation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("country", "person"), name="once_for_a_country"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("person", "role", "scope", "scope_id"),
                name="one_open_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="silence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("at"))), name="silence_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)), fields=("person",), name="one_open_suspension"
            ),
        ),
        migrations.AddConstraint(
            model_name="clearing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("person",), name="one_open_clearing"
            ),
        ),
        migrations.AddIndex(
            model_name="swept",
            index=models.Index(fields=["clearing", "kind"], name="people_swep_clearin_445414_idx"),
        ),
        migrations.AddConstraint(
            model_name="trustlevel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("person",), name="one_level_at_a_time"
            ),
        ),
    ]

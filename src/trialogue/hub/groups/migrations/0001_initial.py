import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("forum", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("names", models.JSONField(default=dict)),
                ("descriptions", models.JSONField(blank=True, default=dict)),
                (
                    "seen_by",
                    models.CharField(
                        choices=[
                            ("public", "Everybody, also guests"),
                            ("members", "Members of the site"),
                            ("private", "Nobody but who is in it"),
                        ],
                        default="public",
                        max_length=8,
                    ),
                ),
                (
                    "joining",
                    models.CharField(
                        choices=[
                            ("open", "Everybody who wants to"),
                            ("request", "Who asks, once a leader agrees"),
                            ("invitation", "Who is invited"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("member_count", models.PositiveIntegerField(default=0)),
                ("founded_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "audience",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="group", to="core.audience"
                    ),
                ),
                (
                    "door",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.audience"
                    ),
                ),
                (
                    "founded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="area", to="forum.category"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="areas", to="groups.group"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("admitted", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="admissions", to="groups.group"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "decided_at"], name="groups_admi_person__58da20_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None)), fields=("group", "person"), name="once_at_the_door"
                    )
                ],
            },
        ),
    ]

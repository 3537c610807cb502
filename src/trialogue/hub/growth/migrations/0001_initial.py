import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField(default=0)),
                ("acts", models.CharField(blank=True, max_length=64)),
                ("person_id", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
                ("n", models.PositiveIntegerField()),
                ("values", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ActivityDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("acts", models.PositiveIntegerField()),
                ("asked", models.PositiveIntegerField()),
                ("given", models.PositiveIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["day", "person"], name="growth_acti_day_f3f456_idx")],
                "constraints": [models.UniqueConstraint(fields=("person", "day"), name="one_row_a_person_and_day")],
            },
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("summary", models.CharField(blank=True, max_length=300)),
                ("docs_url", models.URLField(blank=True)),
                ("demo_url", models.URLField(blank=True)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "answers_age",
                    models.CharField(
                        choices=[
                            ("minor", "the next smaller version (4.1 → 4.2)"),
                            ("major", "the next big version (4 → 5)"),
                            ("never", "none"),
                        ],
                        default="minor",
                        max_length=5,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("is_default",), name="one_default_product"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("sort_key", models.CharField(max_length=80)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="products.product"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("goal", models.CharField(blank=True, max_length=200)),
                ("description", models.TextField(blank=True)),
                (
                    "horizon",
                    models.CharField(
                        choices=[("now", "Now"), ("next", "Next"), ("later", "Later")], default="later", max_length=6
                    ),
                ),
                ("start_date", models.DateField(blank=True, null=True)),
                ("due_date", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("reached_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="products.product"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestone", to="products.version"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="components", to="products.product"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("product", "slug"), name="one_component_of_a_slug")],
            },
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["product", "-sort_key"], name="products_ve_product_04801f_idx"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("product", "name"), name="one_version_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="milestone",
            index=models.Index(fields=["horizon", "due_date"], name="products_mi_horizon_24841e_idx"),
        ),
    ]

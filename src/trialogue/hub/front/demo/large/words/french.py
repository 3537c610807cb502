"""French."""

from .tongue import Tongue

FRENCH = Tongue(
    code="fr", share=12, spoken=("fr", "en"),
    given=(
        "Claire Mathieu Hélène Julien Sophie Nicolas Camille Antoine Élodie Thomas Manon Pierre Léa Aïcha Guillaume "
        "Fatou Inès Rémi Margaux Olivier Aminata Benoît Chloé Étienne Pauline Moussa Juliette Cédric Nathalie "
        "François"
    ),
    family=(
        "Fontaine Lacombe Roux Moreau Marchand Petit Lefèvre Garnier Chevalier Diallo Perrin Fournier Mercier "
        "Blanchard Gauthier Traoré Renard Colin Brunet Noël Vidal Leclerc Barbier Ndiaye Masson Delorme Prévost "
        "Lambert"
    ),
    places=(
        ("FR", "Europe/Paris"), ("BE", "Europe/Brussels"), ("CA", "America/Montreal"), ("CH", "Europe/Zurich"),
        ("SN", "Africa/Dakar"), ("CI", "Africa/Abidjan"), ("MA", "Africa/Casablanca"),
    ),
    things=(
        "le formulaire des évènements indésirables", "le calendrier des visites", "l’export SDTM", "la liste des requêtes",
        "la signature du cahier", "la piste d’audit", "l’import du laboratoire", "la conversion d’unités", "le consentement",
        "le tableau de bord du centre", "la date partielle", "le groupe répété",
    ),
    sites=("dans notre centre", "à Lyon", "dans une étude de phase II", "sur tablette", "avec la double saisie", "en version 4.0", "au CHU de Nantes"),
    moments=(
        "après la mise à jour", "quand le mois est inconnu", "quand une visite est sautée", "avant le gel de la base",
        "quand la connexion est lente", "après un amendement", "quand deux personnes enregistrent",
    ),
    titles=(
        "Comment utilisez-vous {thing} {place} ?", "{thing} perd une valeur {event}", "Peut-on verrouiller {thing} {event} ?",
        "{thing} est lent {place}", "Bonnes pratiques pour {thing} {event}", "Seulement {n} lignes affichées : {thing} {place}",
    ),
    sentences=(
        "Nous l’avons vu avec {thing} {place}.", "Cela arrive {event}, environ {n} fois par mois.",
        "Notre attachée de recherche a posé la question et je n’avais pas de réponse.", "Quelqu’un l’a-t-il résolu {place} ?",
        "Chez nous il a suffi de couper le formulaire en deux.",
        "N’imputez rien ici, on ne le distingue plus d’une vraie donnée ensuite.", "Avec {n} participants, cela prend une minute.",
        "La documentation dit peu de choses sur {thing}.", "**On peut recommencer sans risque** : rien n’est écrit deux fois.",
        "Merci, cela explique ce que nous avons vu {event}.", "Nous gardons `{n}` comme code de *non fait*.",
        "D’abord dans l’environnement de formation, puis {place}.", "Un auditeur l’a accepté au printemps.",
        "Je peux envoyer un formulaire sans donnée de patient.",
    ),
)  # fmt: skip

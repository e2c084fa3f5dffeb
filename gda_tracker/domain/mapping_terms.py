"""Words that name an element or item, in English and French: plain, without accents; `*` leaves the ending open.

The words of the Declaration's own titles and elements are not repeated here: they come from the items. These are what
statements call the same things, written for this project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TERMS: Final[Mapping[str, tuple[str, ...]]] = {
    "O1": ("digital tool* for climate", "outils numeriques pour le climat", "smart agriculture", "smart cit*"),
    "O1.1": ("reduc* of emissions", "emission* reduction*", "reduction des emissions", "energy saving*", "smart grid*"),
    "O1.2": ("climate adaptation", "adaptation au climat", "adaptation climatique", "climate resilien*"),
    "O1.3": ("earth observation", "observation de la terre", "weather forecast*", "satellite*", "previsions meteo*"),
    "O1.4": ("early warning*", "alerte precoce", "alertes precoces", "disaster risk*", "cell broadcast*",
             "emergency telecommunication*", "risques de catastrophe*", "telecommunications d urgence"),
    "O1.5": ("energy model*", "grid forecast*", "modelisation energetique", "reseaux electriques"),
    "O2": ("resilient infrastructure", "resilient digital infrastructure", "infrastructure* resiliente*",
           "infrastructure* numerique* resiliente*", "network resilience", "resilience des reseaux"),
    "O2.1": ("withstand climate", "climate proof*", "resister au climat", "resistant* aux aleas"),
    "O2.2": ("continuity of service*", "continuite de service", "backup power", "critical network*"),
    "O3": ("environmental footprint", "carbon footprint", "empreinte carbone", "empreinte environnementale",
           "green ict", "green data cent*", "sobriete numerique", "numerique responsable", "digital sobriety"),
    "O3.1": ("net zero", "neutralite carbone", "carbon neutral*", "zero emission nette"),
    "O3.2": ("renewable energ*", "energie* renouvelable*", "solar power*", "clean power", "energie propre"),
    "O3.3": ("energy efficien*", "efficacite energetique", "data cent* efficien*"),
    "O3.4": ("supply chain*", "embodied carbon", "scope 3", "chaine* d approvisionnement"),
    "O3.5": ("e waste", "electronic waste", "weee", "recycl*", "circular economy", "right to repair", "refurbish*",
             "dechets electroni*", "deee", "economie circulaire", "reparabilite", "reemploi"),
    "O3.6": ("emission* report*", "footprint measur*", "mesure de l empreinte", "bilan carbone"),
    "O4": ("digital inclusion", "inclusion numerique", "digital divide", "fracture numerique", "digital gap"),
    "O4.1": ("affordable access", "connectivity", "connectivite", "universal access", "acces universel",
             "least developed countr*", "pays les moins avances", "small island*", "petits etats insulaires"),
    "O4.2": ("digital skill*", "digital literacy", "capacity building", "competences numeriques", "alphabetisation",
             "renforcement des capacites", "training of*", "formation* numerique*"),
    "O4.3": ("start up*", "startup*", "small and medium", "jeunes pousses", "local innovat*", "pme"),
    "O5": ("data driven", "evidence based polic*", "fonde* sur les donnees", "open data", "donnees ouvertes"),
    "O5.1": ("life cycle assess*", "impact assess*", "analyse du cycle de vie", "itu t l 1480", "avoided emission*"),
    "O5.2": ("data standard*", "emission* track*", "suivi des emissions", "normalisation des donnees"),
    "O5.3": ("data quality", "qualite des donnees", "data integrity", "integrite des donnees"),
    "O6": ("sustainable innovation", "innovation durable", "green innovation", "innovation verte"),
    "O6.1": ("climate financ*", "climate fund*", "research and development", "financement climat*",
             "recherche et developpement", "fonds climat*", "green climate fund", "fonds vert"),
    "O6.2": ("eco design", "ecodesign", "ecoconception", "eco conception", "sustainab* by design"),
    "O6.3": ("public private partnership*", "cross sector*", "partenariats public prive", "intersectoriel*"),
    "O6.4": ("intellectual property", "open source", "open access", "propriete intellectuelle", "logiciel* libre*"),
    "O7": ("consumer*", "consommateur*", "consommation durable", "sustainable consumption"),
    "O7.1": ("awareness rais*", "raise awareness", "awareness campaign*", "sensibilis*", "eco label*", "ecolabel*"),
    "O7.2": ("school curricul*", "environmental education", "education a l environnement", "programmes scolaires"),
    "O8": ("best practice*", "good practice*", "bonnes pratiques", "meilleures pratiques"),
    "O8.1": ("knowledge shar*", "partage des connaissances", "partage d experience*", "share experience*"),
    "O8.2": ("knowledge platform*", "community of practice", "plateforme* d echange", "exchange platform*"),
    "O8.3": ("scale up", "scaling up", "replicat*", "south south", "sud sud", "passage a l echelle"),
    "F1": ("policy coherence", "coherence des politiques", "twin transition", "double transition"),
    "F2": ("climate strateg*", "strategie* climat*", "national climate polic*", "climate change strateg*",
           "climate law", "loi sur le climat", "adaptation plan*", "plan national d adaptation"),
    "F3": ("invest in*", "investissement*", "green invest*", "investment*"),
    "F4": ("science based", "fonde* sur la science", "scientific method*", "base* scientifique*"),
    "F5": ("tna", "technology needs assess*", "evaluation des besoins technologiques"),
    "F6": ("tap", "technology action plan*", "plan d action technologique"),
    "F7": ("ctcn", "climate technology cent*", "centre et reseau des technologies climatiques", "crtc"),
    "F8": ("ndc*", "nationally determined contribution*", "cdn", "contribution* determinee* au niveau national"),
    "C1": ("technology mechanism", "technology executive committee", "mecanisme technologique", "unfccc"),
    "C2": ("green digital action initiative", "initiative action numerique verte", "itu initiative*",
           "initiative de l uit"),
}  # fmt: skip

COMMON: Final = frozenset(
    """about above across action all among and are aux avec before both building call can change climate climatic
    commitment communities countries country dans data declaration des developing development digital digitalisation
    digitalization elsewhere encouraging endorse ensure environment environmental environmentally established existing
    facilitating for fostering from global government green have ict impact implementing including information
    initiative initiatives institutions into its keep les leveraging local long longer mechanisms methods ministry
    mitigating national net new our par part plan platforms policies policy pour practice practices process promoting
    report sector sectors sharing show small solutions state successful support sustainable systems technologies
    technology that the their them this through throughout tools towards transition updating une use used using well
    will with working young""".split()
)
"""Words of the Declaration that almost every statement uses, and that name nothing by themselves."""

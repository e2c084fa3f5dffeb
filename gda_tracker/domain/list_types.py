"""What lists call the nine stakeholder types and the endorsement channels, in English, French and Spanish."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from .declaration import Channel, StakeholderType
from .naming import plain
from .problems import message

UNKNOWN_TYPE: Final = message(
    "“{type}” is none of the nine stakeholder types: national government, international organisation, financial "
    "institution, philanthropy, private sector, academia, civil society, technical community, subnational government."
)
TYPE_MISSING: Final = message(
    "The stakeholder type is missing. It is one of: national government, international organisation, financial "
    "institution, philanthropy, private sector, academia, civil society, technical community, subnational government."
)
_TYPES: Final[dict[StakeholderType, str]] = {
    StakeholderType.NATIONAL_GOVERNMENT: """
        government; national government; governments; state; member state; country; party; ministry; national
        ministry; ministry of environment; central government; national authority; public authority; government
        agency; national agency; government body; public sector; regulator; national regulator; national regulatory
        authority; federal government; gouvernement; gouvernement national; etat; etat membre; pays; ministere;
        autorite nationale; agence gouvernementale; secteur public; organisme public; gobierno; gobierno nacional;
        ministerio; govt; gov; administration; national administration
    """,
    StakeholderType.INTERNATIONAL_ORGANISATION: """
        international organisation; international organization; un body; un agency; un organisation; un system; united
        nations; un; intergovernmental organisation; intergovernmental organization; igo; regional organisation;
        regional organization; regional body; multilateral organisation; international body; un entity; specialised
        agency; un specialised agency; organisation internationale; organisation intergouvernementale; oig; organisme
        des nations unies; organe de l onu; agence de l onu; agence des nations unies; nations unies; onu;
        organisation regionale; organizacion internacional; organismo internacional; io
    """,
    StakeholderType.FINANCIAL_INSTITUTION: """
        financial institution; bank; development bank; multilateral development bank; mdb; investment bank; fund;
        climate fund; investor; institutional investor; insurer; insurance; insurance company; asset manager; finance;
        financial sector; dfi; development finance institution; pension fund; ifi; international financial
        institution; institution financiere; banque; banque de developpement; fonds; investisseur; assurance;
        assureur; banque multilaterale de developpement; institucion financiera; banco
    """,
    StakeholderType.PHILANTHROPY: """
        philanthropy; philanthropic organisation; philanthropic organization; foundation; charity; charitable
        foundation; trust; donor; private foundation; philanthropic foundation; philanthropies; fondation;
        philanthropie; organisation philanthropique; organisation caritative; fundacion; filantropia
    """,
    StakeholderType.PRIVATE_SECTOR: """
        private sector; company; companies; business; corporation; corporate; enterprise; private company; private;
        industry; firm; sme; smes; start up; startup; operator; telecom operator; telecommunication operator; mobile
        operator; industry association; trade association; business association; sector member; private enterprise;
        commercial; multinational; private entity; state owned enterprise; soe; secteur prive; entreprise; societe;
        entreprise privee; operateur; operateur de telecommunications; industrie; pme; association professionnelle;
        societe privee; sector privado; empresa; business and industry
    """,
    StakeholderType.ACADEMIA: """
        academia; university; universities; academic; academic institution; research institute; research institution;
        research; research organisation; school; college; higher education; research centre; research center; academy;
        institute; scientific organisation; think tank academic; education; universite; ecole; institut de recherche;
        recherche; monde universitaire; milieu universitaire; etablissement universitaire; milieux universitaires;
        centre de recherche; academie; enseignement superieur; universidad; academic and research institution
    """,
    StakeholderType.CIVIL_SOCIETY: """
        civil society; ngo; ngos; non governmental organisation; cso; csos; ingo; non governmental organization; non
        profit; nonprofit; not for profit; non profit organisation; npo; association; civil society organisation;
        civil society organization; community organisation; youth organisation; coalition; advocacy group; think tank;
        consumer organisation; trade union; union; women s organisation; indigenous peoples; societe civile; ong;
        organisation non gouvernementale; organisation de la societe civile; osc; association a but non lucratif;
        syndicat; organisation a but non lucratif; sociedad civil; international ngo; local ngo
    """,
    StakeholderType.TECHNICAL_COMMUNITY: """
        technical community; standards body; standards organisation; standardisation body; standards development
        organisation; sdo; internet community; technical organisation; technical; open source community; professional
        association; engineering society; internet registry; regional internet registry; technical association;
        communaute technique; organisme de normalisation; organisation technique; communaute internet; comunidad
        tecnica; standards developing organization
    """,
    StakeholderType.SUBNATIONAL_GOVERNMENT: """
        subnational government; sub national government; city; cities; municipality; local government; local
        authority; regional government; region; province; state government; county; town; district; council; local
        council; city council; provincial government; municipal government; mayor; metropolitan area; subnational;
        subnational authority; ville; commune; municipalite; collectivite territoriale; collectivite locale; autorite
        locale; gouvernement local; gouvernement infranational; gouvernement regional; administration locale;
        departement; mairie; ciudad; municipio; gobierno local; gobierno subnacional; autorite infranationale
    """,
}  # fmt: skip
_CHANNELS: Final[dict[Channel, str]] = {
    Channel.LETTER: "letter; signed letter; official letter; lettre; courrier; lettre officielle; carta; post",
    Channel.NOTE_VERBALE: "note verbale; verbal note; nv; diplomatic note; note diplomatique; nota verbal",
    Channel.EMAIL: "email; e mail; mail; courriel; courrier electronique; mel; correo electronico; by email",
    Channel.PUBLIC_STATEMENT: """
        public statement; website; web; press release; public source; public announcement; declaration publique;
        communique; communique de presse; site web; announcement; statement
    """,
}  # fmt: skip


def _by_word(lists: dict[StakeholderType, str] | dict[Channel, str]) -> dict[str, str]:
    return {" ".join(word.split()): code.value for code, text in lists.items() for word in text.split(";")}


_TYPE_WORDS: Final = _by_word(_TYPES) | {plain(code.value): code.value for code in StakeholderType}
_CHANNEL_WORDS: Final = _by_word(_CHANNELS) | {plain(code.value): code.value for code in Channel}
_CLOSE_ENOUGH: Final = 88
_CLEARLY_AHEAD: Final = 3


def type_of(written: str) -> StakeholderType | None:
    """The type that a word or phrase means, small slips forgiven; None when it is none of the nine or could be two."""
    code = _nearest(plain(written), "type")
    return StakeholderType(code) if code else None


def channel_of(written: str) -> Channel | None:
    """The channel that a word or phrase means; None when it is none."""
    code = _nearest(plain(written), "channel")
    return Channel(code) if code else None


@lru_cache(maxsize=4_096)
def _nearest(key: str, kind: str) -> str | None:
    words = _TYPE_WORDS if kind == "type" else _CHANNEL_WORDS
    for candidate in (key, key.removesuffix("s"), key.split("  ")[0]):
        if candidate in words:
            return words[candidate]
    if len(key) < 5 or len(key) > 80:
        return None
    best: dict[str, float] = {}
    for word, code in words.items():
        best[code] = max(best.get(code, 0.0), fuzz.token_sort_ratio(key, word))
    (code, score), (_, second) = sorted(best.items(), key=lambda pair: -pair[1])[:2]
    return code if score >= _CLOSE_ENOUGH and score - second >= _CLEARLY_AHEAD else None

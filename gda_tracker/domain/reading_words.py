"""The words by which the helper that reads along tells intention from act, in English and French.

Lists of plain words and phrases, so that a warning can quote what it found; a text in another language is not judged.
"""

from __future__ import annotations

import re
from typing import Final


def _any_of(phrases: str) -> re.Pattern[str]:
    listed = sorted((phrase.strip() for phrase in phrases.split(",")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE)


INTENTION: Final = _any_of(
    r"will(?! of),plans? to,planned to,planning to,aims? to,aiming to,intends? to,intended to,hopes? to,is going to,"
    r"are going to,expects? to,is expected to,are expected to,seeks? to,is to be,are to be,shall,is considering,"
    r"prévoit,prévoient,envisage,envisagent,vise à,visent à,a l[’']intention,ont l[’']intention,compte \w+er,"
    r"va \w+(?:er|ir|re),vont \w+(?:er|ir|re),sera,seront,souhaite \w+,entend \w+er,projette,est prévue?s?,"
    r"sont prévue?s?"
)
ACT: Final = _any_of(
    r"adopted,approved,enacted,passed,signed,ratified,published,launched,opened,started,began,begun,commenced,funded,"
    r"financed,allocated,committed,spent,disbursed,contracted,awarded,hired,recruited,appointed,trained,installed,"
    r"built,deployed,connected,registered,collected,recycled,repaired,tested,issued,introduced,established,created,"
    r"completed,delivered,operates?,operating,operational,in operation,runs,in force,entered into force,applies,"
    r"obliges?,requires?,covers?,serves?,reduced,replaced,extended,reached,"
    r"adoptée?s?,approuvée?s?,promulguée?s?,votée?s?,signée?s?,ratifiée?s?,publiée?s?,lancée?s?,ouverte?s?,"
    r"commencée?s?,a commencé,a débuté,financée?s?,allouée?s?,engagée?s?,dépensée?s?,décaissée?s?,attribuée?s?,"
    r"recrutée?s?,nommée?s?,formée?s?,installée?s?,construite?s?,déployée?s?,raccordée?s?,enregistrée?s?,inscrite?s?,"
    r"collectée?s?,recyclée?s?,réparée?s?,testée?s?,délivrée?s?,introduite?s?,créée?s?,mise?s? en place,"
    r"achevée?s?,livrée?s?,fonctionne,fonctionnent,opérationnel(?:le)?s?,en service,en vigueur,s[’']applique,oblige,"
    r"obligent,impose,imposent,couvre,couvrent,réduite?s?,remplacée?s?,étendue?s?"
)
INPUT: Final = _any_of(
    r"budget,budgets,funding,funds,million,millions,billion,meetings?,workshops?,conferences?,seminars?,"
    r"working groups?,task forces?,committees?,consultations?,discussions?,"
    r"financements?,fonds,milliards?,réunions?,ateliers?,conférences?,séminaires?,groupes? de travail,comités?,"
    r"concertations?,discussions?"
)
# Words of an act that only say that money or people were put in, or that somebody met.
INPUT_ACT: Final = _any_of(
    r"funded,financed,allocated,committed,spent,disbursed,started,began,begun,commenced,hired,recruited,appointed,"
    r"approved,created,established,opened,signed,launched,"
    r"financée?s?,allouée?s?,engagée?s?,dépensée?s?,décaissée?s?,commencée?s?,a commencé,a débuté,recrutée?s?,"
    r"nommée?s?,approuvée?s?,créée?s?,ouverte?s?,signée?s?,lancée?s?"
)
COUNTED: Final = _any_of(
    r"registered,collected,recycled,repaired,trained,installed,connected,deployed,replaced,reached,"
    r"enregistrée?s?,inscrite?s?,collectée?s?,recyclée?s?,réparée?s?,formée?s?,installée?s?,raccordée?s?,déployée?s?,"
    r"remplacée?s?,touchée?s?"
)
DECISION: Final = _any_of(
    r"decisions?,decided,decides?,plans?(?! to),strategy,strategies,road ?map,policy,policies,law,act,bill,decree,"
    r"regulation,cabinet,approved,adopted,budget,programme,program,resolution,mandate,agreement,contract,"
    r"décisions?,décidée?s?,décide,plans?,stratégies?,feuille de route,politiques?,loi,projet de loi,décret,règlement,"
    r"conseil des ministres,approuvée?s?,adoptée?s?,programmes?,résolution,mandat,accord,contrat"
)
OWNER: Final = _any_of(
    r"ministry,ministries,minister,agency,authority,department,directorate,regulator,commission,council,office,bureau,"
    r"board,secretariat,institute,university,company,operator,municipality,city,centre,center,task force,"
    r"ministères?,ministre,agence,autorité,département,direction,régulateur,conseil,secrétariat,institut,université,"
    r"entreprise,opérateur,municipalité,commune,ville,société"
)
WHY: Final = _any_of(
    r"because,due to,owing to,after,since then,reassessed,re-assessed,corrected,correction,revised,lowered,reduced,cut,"
    r"stopped,suspended,delayed,postponed,withdrawn,repealed,expired,ended,closed,discontinued,no longer,instead,error,"
    r"parce que,car,en raison,à cause,suite à,réévaluée?s?,corrigée?s?,révisée?s?,réduite?s?,arrêtée?s?,suspendue?s?,"
    r"retardée?s?,reportée?s?,retirée?s?,abrogée?s?,expirée?s?,terminée?s?,fermée?s?,ne (?:\w+ )?plus,erreur"
)
_BEGAN = r"began|begun|started|launched|commenced|opened|a commencé|a débuté|commencée?s?|débutée?s?|lancée?s?"
_ENDED = r"completed|finished|ended|concluded|closed|achevée?s?|terminée?s?|conclue?s?|close?s?"
BEGAN_IN: Final = re.compile(rf"(?<!\w)(?:{_BEGAN})\b[^.;]{{0,40}}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
ENDED_IN: Final = re.compile(rf"(?<!\w)(?:{_ENDED})\b[^.;]{{0,40}}?\b((?:19|20)\d\d)\b", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?!\d|[.,]\d)")
TARGET_YEAR: Final = re.compile(
    r"(?:by|until|before|towards?|beyond|d[’']ici(?: à)?(?: fin)?|jusqu[’']en|avant|horizon|vision|agenda|target)\W+"
    r"(?:(?:the end of|end|fin) )?(?:19|20)\d\d",
    re.IGNORECASE,
)
_ENGLISH: Final = _any_of("the,and,of,is,was,were,has,have,with,for,by,in,to,a,an,we,our,are,it")
_FRENCH: Final = _any_of("le,les,des,du,et,est,une,un,dans,pour,par,avec,au,aux,ont,été,sur,nous,notre,la,de")
_SPANISH: Final = _any_of("el,los,las,del,y,con,por,una,para,se,al,su,fue,han,la,de,en,ha,que")


def is_readable(text: str) -> bool:
    """Whether a text is English or French, so that the lists may judge what it does not say."""
    english, french, spanish = (len(list_.findall(text)) for list_ in (_ENGLISH, _FRENCH, _SPANISH))
    words = len(text.split())
    return max(english, french) >= max(1, words // 20) and spanish <= max(english, french)


def quoted(pattern: re.Pattern[str], text: str, most: int = 3) -> str:
    """The first distinct finds as quotes, such as “plans to”, “will”; empty when there is none."""
    found = dict.fromkeys(match.group(0).lower() for match in pattern.finditer(text))
    return ", ".join(f"“{words}”" for words in list(found)[:most])

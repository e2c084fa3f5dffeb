"""Invented good practices: for each element and item two things that a body might offer to others."""

from __future__ import annotations

from random import Random
from typing import Final

from ...domain.declaration import Item
from .names import Body

MARK: Final = "Invented for the demonstration."

OFFERS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "O1.1": (
        ("Heat pumps and traffic lights on one control desk", "How {few} city departments share one energy dashboard"),
        ("A carbon ledger for small factories", "An open tool that {many} workshops use to find their largest losses"),
    ),
    "O1.2": (
        ("Flood maps that neighbours draw themselves", "{many} villages mark water levels with their own telephones"),
        ("A resilience desk in every district", "Job descriptions, training and the budget of {few} posts"),
    ),
    "O1.3": (
        ("Weather stations from parts that can be repaired", "Plans and prices of {many} low-cost stations"),
        ("Seasonal forecasts by text message", "How forecasts reach {many} farming cooperatives in {few} languages"),
    ),
    "O1.4": (
        ("Early warning by cell broadcast", "Rules, tests and drills; warnings in {few} languages within four minutes"),
        ("Sirens that report their own faults", "A maintenance plan for {many} sirens with a simple radio link"),
    ),
    "O1.5": (
        ("A load forecast that a small grid can afford", "Code and data for {many} substations, with its errors shown"),
        ("Solar yield one day ahead", "How {few} operators pool their forecasts and what each pays"),
    ),
    "O2.1": (
        ("Masts that stand in a storm", "A checklist from {many} sites: footings, cables, spare power"),
        ("Cable landings above the flood line", "How {few} landing stations were moved and what that cost"),
    ),
    "O2.2": (
        ("Three days without the grid", "Batteries, fuel and shifts of {few} emergency centres in a black-out"),
        ("A shared spare-parts store", "{few} operators keep one store for {many} sites and settle at cost"),
    ),
    "O3.1": (
        ("A net-zero clause for every tender", "Wording, scoring and the questions of {many} bidders"),
        ("Software with an energy budget", "How {few} teams set a limit for each release and keep to it"),
    ),
    "O3.2": (
        ("Waste heat from servers for a swimming bath", "Contracts and temperatures of {few} years of operation"),
        ("Masts on sun and batteries", "What {many} sites off the grid saved, and which batteries failed"),
    ),
    "O3.3": (
        ("Server rooms at 27 degrees", "Measured savings and failures in {few} rooms over two years"),
        ("Switching off at night", "A schedule for {many} devices, with the exceptions that were needed"),
    ),
    "O3.4": (
        ("Asking suppliers for their figures", "A questionnaire that {many} suppliers answered, and what to do if not"),
        ("Embedded emissions in the price", "How {few} purchases were decided on a shadow price of carbon"),
    ),
    "O3.5": (
        ("A repair café in every library", "Insurance, tools and volunteers for {many} evenings a year"),
        ("Second life for office computers", "Wiping, testing and handing on {many}0 machines to schools"),
    ),
    "O3.6": (
        ("One page of indicators for ICT", "{few} indicators that fit existing statistics, with their definitions"),
        ("A yearly footprint of public websites", "How {many} sites were measured and which changed most"),
    ),
    "O4.1": (
        ("Community networks on school roofs", "Licences, prices and upkeep of {many} village networks"),
        ("A fair price for a satellite link", "How {few} islands bought capacity together"),
    ),
    "O4.2": (
        ("Girls measure their climate", "Lesson plans for {few} school years and {many} low-cost sensors"),
        ("Green digital skills for clerks", "A course of {few} half days, with exercises and answers"),
    ),
    "O4.3": (
        ("A first customer for start-ups", "How {few} agencies buy trials from {many} young firms"),
        ("Laboratories that share their instruments", "Booking rules and costs of {few} research groups"),
    ),
    "O5.1": (
        ("Counting what would have happened anyway", "A worked example of net effect, with {few} baselines compared"),
        ("Rebound in plain words", "A guide with {few} cases in which savings were spent again"),
    ),
    "O5.2": (
        ("Meters that speak one language", "A data format that {few} utilities agreed on, with test files"),
        ("An energy register of data centres", "The form, the law and the first answers of {many} operators"),
    ),
    "O5.3": (
        ("Checks before publication", "{many} automatic checks of climate data and who answers for each"),
        ("A second reader for every figure", "How {few} offices exchange their figures before they are printed"),
    ),
    "O6.1": (
        ("Small grants, quick answers", "{many} grants of at most 20,000 each, decided within {few} weeks"),
        ("A fund that pays for results", "Contracts, tests and pay-outs of {few} funding rounds"),
    ),
    "O6.2": (
        ("Climate questions at the first sketch", "A card with {few} questions that every project answers"),
        ("Design reviews with an energy engineer", "What {many} reviews changed, and what they cost"),
    ),
    "O6.3": (
        ("Farmers and programmers at one table", "How {few} meetings led to a tool that {many} farms use"),
        ("A port, a utility and a university", "Roles, data and disputes of a project of {few} partners"),
    ),
    "O6.4": (
        ("Open licence, protected name", "How a method stays free while its name is kept: {few} clauses"),
        ("A patent pool for sensors", "Terms under which {many} makers use {few} patents"),
    ),
    "O7.1": (
        ("What a video costs", "A poster, a game and a test for {many} schools"),
        ("Labels on telephones", "How {few} shops showed repairability, and what buyers did"),
    ),
    "O7.2": (
        ("A week with the old telephone", "Lesson plans for {few} classes and what pupils found"),
        ("Teachers teach each other", "{many} short lessons on digital habits, tried in class"),
    ),
    "O8.1": (
        ("A shelf in the existing portal", "How {many} practices were described in {few} fields, and who keeps them"),
        ("Peer visits instead of a conference", "Programme and cost of {few} visits of two days each"),
    ),
    "O8.2": (
        ("A question box with names behind it", "{many} questions answered within a week by {few} experts"),
        ("Failure evenings", "How to speak of what went wrong: rules and {few} examples"),
    ),
    "O8.3": (
        ("Copied, with credit", "How a service was taken over from a neighbour in {few} months"),
        ("A starter kit for followers", "Contracts, code and advice that {few} others have used"),
    ),
    "F1": (
        ("One strategy, two ministries", "How {few} departments wrote one plan for digital and climate policy"),
        ("A climate test for digital laws", "A form of {few} pages that goes with every draft"),
    ),
    "F2": (
        ("A digital chapter in the climate strategy", "Outline, authors and the {many} comments received"),
        ("Targets for ICT, year by year", "How {few} sector targets were set and by whom they are measured"),
    ),
    "F3": (
        ("Green criteria for digital loans", "The criteria of {few} lenders side by side"),
        ("A guarantee for small providers", "Terms, losses and use over {few} years"),
    ),
    "F4": (
        ("A method for avoided emissions", "A guide with {few} worked examples, open for comment"),
        ("Reviewers for digital solutions", "How {many} reviewers were found and trained"),
    ),
    "F5": (
        ("Digital needs in the TNA", "How {few} workshops ranked {many} technologies"),
        ("Asking the regions what they lack", "Questionnaire and results from {many} districts"),
    ),
    "F6": (
        ("From need to plan", "How {few} digital measures found an owner and a budget"),
        ("A plan that is kept up to date", "Calendar and form of a yearly look at {few} measures"),
    ),
    "F7": (
        ("A good request to the CTCN", "A request on digital tools, with the {few} questions that came back"),
        ("After the assistance ended", "How {few} offices kept a tool running on their own"),
    ),
    "F8": (
        ("Digital measures in the NDC", "How {few} measures were costed and written into the contribution"),
        ("Tracking the NDC with open data", "{many} indicators, their sources and who updates them"),
    ),
    "C1": (
        ("A regular call with the Technology Mechanism", "Agenda, minutes and the {few} decisions of a year"),
        ("Bringing firms to the table", "How {many} firms were invited and what they brought"),
    ),
    "C2": (
        ("A national day of green digital action", "Programme, cost and the {many} pledges made"),
        ("A working group that ends", "Terms of a group of {few} that finished in one year"),
    ),
}


def offered(body: Body, item: Item, tagged: str | None) -> tuple[str, str, str | None]:
    """Title, summary and elements of a practice: one element that the entry names, else one of the item's.

    Drawn apart from everything else, so that no figure of the demonstration depends on it.
    """
    rng = Random(f"{body.signatory_id}/{item.code}/practice")
    codes = [code for code in (tagged or "").split() if code in OFFERS] or [one.code for one in item.elements]
    element = rng.choice(codes) if codes else None
    title, summary = rng.choice(OFFERS[element or item.code])
    told = summary.format(few=rng.randint(2, 9), many=rng.randint(11, 96))
    named = tagged if not element or element in (tagged or "").split() else f"{tagged or ''} {element}".strip()
    return title, f"{told}. {MARK}", named

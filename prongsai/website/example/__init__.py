"""The example's website: what only this fictitious organisation may claim, relative to today."""

from django.db import transaction

from prongsai.measures.example import load_example as load_office
from prongsai.website.content import read
from prongsai.website.example.care import age_pages, choose_look
from prongsai.website.example.library import add_documents, add_pictures
from prongsai.website.example.pages import add_albums, add_events, add_news, fill_pages
from prongsai.website.example.people import add_cards, add_council, add_people
from prongsai.website.example.questions import load_questions


@transaction.atomic
def load_example() -> None:
    """The example organisation with its website."""
    load_office()
    told = read("example")
    choose_look()
    pictures = add_pictures(told["pictures"])
    documents = add_documents(told["documents"])
    people = add_people(told["people"])
    add_council(told["council"])
    fill_pages(told["pages"], pictures)
    add_cards(people, pictures)
    add_news(told["news"], pictures, documents)
    add_events(told["events"])
    add_albums(told["albums"], pictures)
    age_pages()
    load_questions()

"""Envelopes: the name in which a mail comes, who gets the answer to it, and its thread."""

import unicodedata
from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.people import Person, somebody_at
from kuultu.gateways.sender_address import address_with_name
from kuultu.services.mail.envelopes import envelope_of, reader_of_answers, sender_name, thread_of
from kuultu.services.mail.recipients import Recipient
from tests.unit.cases.test_spoken_languages import dossier as joined
from tests.unit.helpers.builders import MANAGER, OWNER, Life

ADDRESS = "feedback@example.com"
CUSTOMER = Recipient("aino@example.com", "fi", is_customer=True)
ACKNOWLEDGEMENT = Mail("a" * 26, 1, MailKind.ACKNOWLEDGEMENT)
TRIAGE = Mail("a" * 26, 1, MailKind.TASK, TaskKind.TRIAGE)
STATEMENT = Mail("a" * 26, 1, MailKind.TASK, TaskKind.STATEMENT)


def staff(address: str) -> Recipient:
    return Recipient(address, "fi", is_customer=False)


def test_a_customers_mail_comes_from_the_owner_and_its_answer_goes_to_the_units_mailbox() -> None:
    envelope = envelope_of(ACKNOWLEDGEMENT, Life().dossier, CUSTOMER)
    assert (envelope.sender, envelope.reply_to) == ("Mari Lindholm, Kattila & Kannu", "palaute.helsinki@example.com")


def test_without_a_mailbox_the_owner_gets_the_answer() -> None:
    usual = Life().dossier
    units = tuple(replace(unit, mailbox="") for unit in usual.survey.units)
    earlier = replace(usual, survey=replace(usual.survey, units=units))
    assert envelope_of(ACKNOWLEDGEMENT, earlier, CUSTOMER).reply_to == OWNER


def test_an_owner_whose_name_nobody_knows_signs_as_the_organisation() -> None:
    dossier = Life(owner=somebody_at("uusi.omistaja@example.com")).dossier
    assert envelope_of(ACKNOWLEDGEMENT, dossier, CUSTOMER).sender == "Kattila & Kannu"


@pytest.mark.parametrize(
    ("mail", "reader", "sender", "reply_to"),
    [
        (TRIAGE, OWNER, "Kuultu, Kattila & Kannu", MANAGER),
        (TRIAGE, MANAGER, "Kuultu, Kattila & Kannu", OWNER),
        (STATEMENT, "pekka@example.com", "Mari Lindholm, Kattila & Kannu", OWNER),
    ],
)
def test_the_answers_of_staff_go_to_the_owner_and_the_owners_own_to_the_manager(
    mail: Mail, reader: str, sender: str, reply_to: str
) -> None:
    envelope = envelope_of(mail, Life().dossier, staff(reader))
    assert (envelope.sender, envelope.reply_to) == (sender, reply_to)


def test_an_owner_who_is_the_manager_too_writes_to_the_organisations_contact_or_the_mailbox() -> None:
    outi = Person("Outi Rantanen", MANAGER)
    contact = reader_of_answers(joined("fi").with_case(Life(owner=outi).record.case), MANAGER)
    assert contact == Person("Kaarina Kallio", "director@example.com")
    alone = Life(owner=outi).dossier
    assert reader_of_answers(alone, MANAGER) is None
    assert envelope_of(TRIAGE, alone, staff(MANAGER)).reply_to == "palaute.helsinki@example.com"


def test_a_case_has_one_thread_for_the_customer_and_one_for_staff() -> None:
    threads = [thread_of("a" * 26, of_customer=True), thread_of("a" * 26, of_customer=False)]
    assert len({*threads, thread_of("b" * 26, of_customer=True)}) == 3
    assert threads[0] == envelope_of(ACKNOWLEDGEMENT, Life().dossier, CUSTOMER).thread
    assert threads[1] == envelope_of(TRIAGE, Life().dossier, staff(OWNER)).thread
    assert all(thread.startswith("<") and thread.endswith("@example.com>") for thread in threads)
    assert not any("a" * 26 in thread for thread in threads)


def test_long_names_are_cut_between_letters() -> None:
    name = sender_name("Maria " * 30, "Kauppa 👩‍👩‍👧‍👦" * 10)
    assert len(name) <= 2 * 60 + 2
    assert not name.endswith("\u200d")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", ADDRESS),
        (" \r\n\u200b ", ADDRESS),
        ("Mari Lindholm, Kattila & Kannu", f'"Mari Lindholm, Kattila & Kannu" <{ADDRESS}>'),
        ('Mari "Maija" O\\Hara', f'"Mari \\"Maija\\" O\\\\Hara" <{ADDRESS}>'),
        ("Mari\r\nBcc: x@example.com", f'"Mari Bcc: x@example.com" <{ADDRESS}>'),
        ("Tuva Ekström", f"=?UTF-8?B?VHV2YSBFa3N0csO2bQ==?= <{ADDRESS}>"),
    ],
)
def test_a_name_is_written_before_the_address_as_mail_systems_read_it(name: str, written: str) -> None:
    assert address_with_name(name, ADDRESS) == written


@given(st.text(max_size=130))
def test_whatever_the_name_its_reader_sees_it_and_the_address_stays(name: str) -> None:
    written = address_with_name(name, ADDRESS)
    assert written.isascii()
    assert written.isprintable()
    assert all(len(word) <= 75 for word in written.split() if word.startswith("=?"))
    shown, address = parseaddr(written)
    assert address == ADDRESS
    if not name.isascii():
        assert str(make_header(decode_header(shown))).split() == _seen(name).split()


def _seen(name: str) -> str:
    """The name without what nobody sees; a name in ASCII letters alone is quoted instead."""
    return "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)

"""What a customer does on their page is news to the owner, each in a mail of its own."""

from kuultu.domain.cases.events import Added, CallWished
from kuultu.domain.mail.customer_news import event_told, news_mail
from kuultu.domain.mail.mail import Mail, MailKind
from tests.unit.helpers.builders import NOW, Life, case

FIRST, SECOND = Added(NOW, "Kansi oli rikki."), Added(NOW, "Ja kahva.")
CALL = CallWished(NOW, "040 123 4567")


def test_each_text_and_each_wish_for_a_call_is_told_in_a_mail_of_its_own() -> None:
    one, two = case(events=(FIRST,)), case(events=(FIRST, CALL, SECOND))
    mails = [news_mail(one, Added), news_mail(two, Added), news_mail(two, CallWished)]
    assert len({mail.id for mail in mails}) == 3
    assert [event_told(mail, two) for mail in mails] == [FIRST, SECOND, CALL]


def test_other_news_tell_of_nothing_on_the_page() -> None:
    life = Life(events=(FIRST,))
    for mail in (Mail("c", 1, MailKind.NEWS, name="follow_up"), Mail("c", 1, MailKind.ENDED)):
        assert event_told(mail, life.record.case) is None

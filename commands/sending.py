"""Sending the letters of `mail`: what is due, the preview, and one letter after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from commands import options

if TYPE_CHECKING:
    from schema.findings import Lang
    from schema.mail import Letter, Smtp
    from steps.ledger import Sent
    from steps.post import Post


class Server(NamedTuple):
    """The server of the settings, and the password that no file holds."""

    smtp: Smtp
    password: str | None


class Due(NamedTuple):
    """One letter to one recipient: `number` is 1, or more where staff want it sent again."""

    letter: Letter
    to: str
    number: int


class Desk:
    """Sending: what is due, the preview, and one letter after the other."""

    def __init__(
        self, found: list[Letter], sent: Sent, again: tuple[str, ...], server: Server, lang: Lang
    ) -> None:
        self.letters, self.sent, self.again = found, sent, again
        self.server, self.lang = server, lang
        self.place = f"{server.smtp.host}:{server.smtp.at}"

    def say(self, key: str, **places: object) -> None:
        """One line on the screen."""
        from schema.words import say  # noqa: PLC0415

        click.echo(say(self.lang, key, **places))

    def deliver(self, *, asked: bool) -> int:
        """Preview, ask, send; the exit code: 0 = everything that is due has been sent."""
        every = [(letter, to) for letter in self.letters for to in dict.fromkeys(letter.to)]
        due = [one for letter, to in every if (one := self._due(letter, to))]
        homeless = sum(not letter.to for letter in self.letters)
        if len(due) < len(every):
            self.say("mail_before", count=len(every) - len(due))
        self._preview(due)
        if not due:
            return options.NOT_WRITTEN if homeless else 0
        if asked and not self._agreed(len(due)):
            self.say("mail_declined")
            return options.NOT_WRITTEN
        done = self._send(due)
        self.say("mail_total", count=done, rest=len(due) - done + homeless)
        if done < len(due):
            self.say("mail_again")
        return options.NOT_WRITTEN if done < len(due) or homeless else 0

    def _due(self, letter: Letter, to: str) -> Due | None:
        times = self.sent.times(to, letter.matter)
        return Due(letter, to, times + 1) if times == 0 or letter.key in self.again else None

    def _preview(self, due: list[Due]) -> None:
        from schema.words import say  # noqa: PLC0415

        if not due:
            return self.say("mail_none")
        self.say("mail_preview", count=len(due))
        for letter, to, _ in due:
            names = ", ".join(attached.name for attached in letter.attachments)
            more = say(self.lang, "mail_attached", names=names) if names else ""
            click.echo(say(self.lang, "mail_line", to=to, subject=letter.subject) + more)
        return None

    def _agreed(self, count: int) -> bool:
        from schema.words import say  # noqa: PLC0415

        try:
            return click.confirm(say(self.lang, "mail_ask", count=count), default=False)
        except click.Abort:  # nobody is there to answer
            click.echo()
            return False

    def _send(self, due: list[Due]) -> int:
        """Send what is due; return how much of it was accepted."""
        from steps.post import BrokenError, Post, UnsentError  # noqa: PLC0415

        done, to = 0, ""
        try:
            with Post.opened(*self.server) as post:
                for one in due:
                    to = one.to
                    try:
                        self._hand_over(post, one)
                        done += 1
                    except BrokenError:
                        raise
                    except UnsentError as fault:
                        self.say(fault.key, to=to, place=self.place)
        except BrokenError as fault:
            self.say(fault.key, to=to, place=self.place)
        return done

    def _hand_over(self, post: Post, due: Due) -> None:
        """One letter: recorded as soon as the server has accepted it, or not at all."""
        from steps.write import letters as messages  # noqa: PLC0415

        letter, to, number = due
        message = messages.message(letter, number)
        with self.sent.turn(to, letter.matter, number, letter.on) as before:
            if before < number:
                post.send(letter.sender, to, message)
        self.say("mail_sent", to=to)

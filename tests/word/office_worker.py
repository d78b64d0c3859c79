"""LibreOffice as a judge: one office process, asked by lines of JSON on stdin, answering on stdout.

Run by the system's own Python, the only one that has UNO. `office.py` starts it and says what can be asked.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

ENDINGS = {".docx": "MS Word 2007 XML", ".odt": "writer8", ".pdf": "writer_pdf_Export", ".txt": "Text"}
OPTIONS = ("--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault")
PATIENCE = 300
"""Seconds for one file: an office that goes round in circles is ended, and whoever asked is told."""
ACTS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def named(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Office:
    def __init__(self, profile):
        pipe = f"treaty{abs(hash(profile))}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", *OPTIONS, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
        for _ in range(600):
            with contextlib.suppress(NoConnectException):
                self.context = resolver.resolve(address)
                self.desktop = self.service("com.sun.star.frame.Desktop")
                if self.desktop is not None:
                    return
            time.sleep(0.1)
        raise SystemExit("the office does not answer")

    @contextlib.contextmanager
    def patience(self):
        timer = threading.Timer(PATIENCE, os.killpg, (self.process.pid, signal.SIGKILL))
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def author(self, name):
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        (path,) = named(nodepath="/org.openoffice.UserProfile/Data")
        data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (path,))
        data.setPropertyValue("givenname", name)
        data.setPropertyValue("sn", "")
        data.commitChanges()

    def dispatch(self, document, command):
        frame = document.CurrentController.Frame
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(frame, command, "", 0, ())

    def refused(self, paths):
        """The places of the files that do not open, and why; without a window a file takes half the time."""
        found = []
        for number, path in enumerate(paths):
            document = self.service("com.sun.star.text.TextDocument")
            try:
                with self.patience():
                    document.load(named(URL=Path(path).as_uri(), FilterName=ENDINGS[".docx"], Hidden=True))
            except Exception as error:  # noqa: BLE001 - whatever it is, the file is not open
                found.append((number, f"{type(error).__name__}: {error}"))
            document.close(True)
        return {"refused": found}

    def answer(self, asked):
        if "open" in asked:
            return self.refused(asked["open"])
        with self.patience():
            return self.opened(asked)

    def opened(self, asked):
        url = Path(asked["path"]).resolve().as_uri()
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, named(Hidden=True))
        if document is None:
            raise ValueError("the office does not open the file")
        try:
            for edit in asked.get("edits", ()):
                self.edit(document, edit)
            answer = {"changes": changes(document), "comments": comments(document)} if asked.get("changes") else {}
            for act in asked.get("acts", ()):
                self.dispatch(document, ACTS[act])
            answer["paragraphs"] = paragraphs(document.Text)
            answer["notes"] = [paragraphs(note) for note in elements(document.Footnotes)]
            if asked.get("save"):
                target = Path(asked["save"]).resolve()
                document.storeToURL(target.as_uri(), named(FilterName=ENDINGS[target.suffix]))
            return answer
        finally:
            document.close(True)

    def edit(self, document, edit):
        """One edit: `{"author"}` and `{"track"}` set the scene, the others change the text."""
        if "author" in edit:
            self.author(edit["author"])
        elif "track" in edit:
            document.RecordChanges = edit["track"]
        elif "replace" in edit:
            search = document.createSearchDescriptor()
            search.SearchString, search.SearchCaseSensitive = edit["replace"], True
            found = document.findFirst(search)
            if found is None:
                raise ValueError(f"not in the text: {edit['replace']}")
            found.setString(edit["by"])
        elif "insert_after" in edit:
            where = self.paragraph(document, edit["insert_after"])
            cursor = document.Text.createTextCursorByRange(where.End)
            document.Text.insertControlCharacter(cursor, 0, False)
            document.Text.insertString(cursor, edit["text"], False)
        else:
            self.move(document, edit)

    def move(self, document, edit):
        """A paragraph deleted, or cut and pasted after another."""
        first = self.paragraph(document, edit.get("delete") or edit["move"])
        cursor = document.Text.createTextCursorByRange(first.Start)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        if "delete" in edit:
            cursor.setString("")
            return
        controller = document.CurrentController
        controller.select(cursor)
        self.dispatch(document, ".uno:Cut")
        after = self.paragraph(document, edit["after"])
        view = controller.ViewCursor
        view.gotoRange(after.End, False)
        view.goRight(1, False)
        self.dispatch(document, ".uno:Paste")

    def paragraph(self, document, words):
        for found in elements(document.Text):
            if found.supportsService("com.sun.star.text.Paragraph") and words in found.String:
                return found
        raise ValueError(f"no paragraph with {words}")


def elements(container):
    if hasattr(container, "createEnumeration"):
        walk = container.createEnumeration()
        while walk.hasMoreElements():
            yield walk.nextElement()
    else:
        for index in range(container.Count):
            yield container.getByIndex(index)


def paragraphs(text):
    """The text of every paragraph in order of reading; a table's cells row by row."""
    found = []
    for element in elements(text):
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.CellNames:
                found += paragraphs(element.getCellByName(name))
        else:
            found.append(element.String)
    return found


def changes(document):
    """Every tracked change in the order of the document: author, kind, text."""
    found = []
    for change in elements(document.Redlines):
        start, end = (_property(change, f"Redline{edge}") for edge in ("Start", "End"))
        text = ""
        if start is not None and end is not None:
            with contextlib.suppress(Exception):
                cursor = start.Text.createTextCursorByRange(start)
                cursor.gotoRange(end, True)
                text = cursor.String
        found.append({"author": change.RedlineAuthor, "kind": change.RedlineType, "text": text})
    return found


def comments(document):
    return [
        {"author": field.Author, "text": field.Content}
        for field in elements(document.TextFields)
        if field.supportsService("com.sun.star.text.textfield.Annotation")
    ]


def _property(element, name):
    with contextlib.suppress(Exception):
        return element.getPropertyValue(name)
    return None


def main():
    office = Office(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        try:
            answer = office.answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever it is, the one who asked is told
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    with contextlib.suppress(Exception):
        office.desktop.terminate()
    office.process.wait(30)


if __name__ == "__main__":
    main()

"""What platforms answer to an objection, read off their mails by rules that are kept as data: one JSON file a language.

A translator can read and correct them. Each is a list of words and phrases; case, and what stands between words, don't matter. A
``*`` is the rest of a word (or its beginning), a ``…`` up to sixty characters. ``objection`` and ``request`` are what a sentence
that decides something is about; ``about`` are words for AI, which tell what a mail with requests is about. ``honoured``,
``refused``, ``received`` and ``applied`` (“your request will be applied”) are what becomes of it, ``more`` are demands for
information, and ``no_action`` refuses by itself. ``announces`` says that another mail follows. ``not`` are the words that turn
these round. A sentence with a word of ``if`` decides nothing. Neither counts within a phrase of ``harmless`` (“not only”). With a
word of ``and``, as with a comma, another clause begins. ``center`` is what Meta calls its Accounts Center.

A word that can mean accepted as well as received in a language (such as Russian “принято”) is in neither list on purpose.
"""

"""A kept process that turns the bytes of files into documents, within `Limits.seconds` and `Limits.memory`.

PDFium, which reads PDF, has no limits of its own: kilobytes can unpack to gigabytes, or be drawn for hours.
So PDFs, and any file that nobody trusts, are read by a worker. It is started when it is first wanted and kept
for some hundred files; a file that is over its limits ends it, and the next one gets another.

`kept` is whose turn it is, `process` the worker seen from outside, `answers` what it says, `program` itself.
"""

from govinfo_report.worker.kept import document_apart, read_in_process

__all__ = ["document_apart", "read_in_process"]

# verdict: exception
"""Raise what terminals, pages, tables and the logs of build servers obey."""

def scale(x, factor=2):
    commands = "::error::\n##vso[task.complete]\r\n\x1b[2J\u202e</pre><script>alert(1)</script>\n=1+1\ud800\x00"
    raise type("Fault\n::warning::", (Exception,), {"__module__": "\x1b[8m"})(commands)

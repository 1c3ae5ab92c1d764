# A real mail server on loopback for the tests: aiosmtpd, with STARTTLS and a password that must be given.
# Usage: real_server.py PORT CERTIFICATE KEY FOLDER. Writes each mail it takes into the folder.
import ssl, sys, time
from pathlib import Path
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

port, certificate, key, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4])


class Keep:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("nobody@"):
            return "550 5.1.1 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        Keep.taken += 1
        part = folder / f"{Keep.taken}.part"
        part.write_bytes(envelope.content)
        part.rename(folder / f"{Keep.taken}.eml")
        return "250 taken"


def check(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and data.login == b"user@hub" and data.password == b"p/w"
    return AuthResult(success=right, handled=False)


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
Controller(Keep(), hostname="127.0.0.1", port=port, tls_context=context, require_starttls=True, authenticator=check, auth_required=True, auth_require_tls=True).start()
print("ready", flush=True)
while True:
    time.sleep(3600)

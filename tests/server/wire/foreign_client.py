"""A visitor's page in another language, written by docs/protocol.md alone.

Knocks and withdraws, knocks again with a new token, waits until a desk admits, and leaves. Prints one line of JSON for
each answer and for the fact it waited for. Usage: foreign_client.py URL ROOM
"""

import json
import secrets
import sys
import threading

import socketio

url, room = sys.argv[1:]
sio = socketio.Client(reconnection=False)
admitted = threading.Event()


def say(step, told):
    print(json.dumps({"step": step, "told": told}), flush=True)


def give_up(reason):
    sio.disconnect()
    sys.exit(reason)


def call(command, *payload):
    answer = sio.call(command, *payload, namespace="/visitor", timeout=10)
    say(command, answer)
    if answer["kind"] != "ok":
        give_up(f"{command}: {answer}")


@sio.on("welcome", namespace="/visitor")
def on_welcome(fact):
    say("welcome", fact)


@sio.on("knock:changed", namespace="/visitor")
def on_knock_changed(knock):
    if knock["phase"]["kind"] == "admitted":
        say("admitted", knock)
        admitted.set()


def knock(name):
    call("knock", {"name": name, "token": secrets.token_urlsafe(24)})


sio.connect(url, namespaces=["/visitor"], auth={"protocol": 1, "room": room, "language": "ja"})
knock("first")
# Nothing to say: this library then sends no payload at all.
call("withdraw")
knock("second")
if not admitted.wait(timeout=10):
    give_up("No desk has admitted in 10 s.")
call("leave")
sio.disconnect()

#!/usr/bin/env python3
"""Chat servers with rooms, acknowledgements or a history: as chat_servers.py, for its variants.

    python3 variant_servers.py MODE PORT
    python3 variant_servers.py --list
"""
import collections

from chat_servers import Room, room
from modes import MODES, main

MODES.clear()  # those of chat_servers


# ---------------------------------------------------------------- rooms


@room("right-with-profile rooms", "rooms", "a line names its room; a client may be in several")
class Rooms(Room):
    def __init__(self):
        super().__init__()
        self.rooms = collections.defaultdict(list)
        self.commands.update({"/join": self.enter, "/leave": self.go, "/say": self.say_in})

    def enter(self, client, name):
        if client not in self.rooms[name]:
            self.rooms[name].append(client)

    def go(self, client, name):
        if client in self.rooms[name]:
            self.rooms[name].remove(client)

    def remove(self, client):
        super().remove(client)
        for name in self.rooms:
            self.go(client, name)

    def say_in(self, client, rest):
        name, _, text = rest.partition(" ")
        if client in self.rooms[name]:
            self.tell_each(self.heard_by(client, name), f"{name} <{client.name}> {text}")
        else:
            self.tell(client, f"! 442 you are not in {name}")

    def heard_by(self, client, name):
        return [each for each in self.rooms[name] if each is not client]


@room("wrong-with-profile rooms", "rooms-to-all", "what is said in a room reaches all")
class RoomsToAll(Rooms):
    def heard_by(self, client, name):
        return self.others(client)


@room("wrong-with-profile rooms", "rooms-echo", "the sender gets what it says in a room, too")
class RoomsEcho(Rooms):
    def heard_by(self, client, name):
        return self.rooms[name]


@room("wrong-with-profile rooms", "rooms-never-left", "who leaves a room still hears it")
class RoomsNeverLeft(Rooms):
    def go(self, client, name):
        pass


@room("wrong-with-profile rooms", "rooms-open", "who is not in a room is heard in it, and refused")
class RoomsOpen(Rooms):
    def say_in(self, client, rest):
        name, _, text = rest.partition(" ")
        if client not in self.rooms[name]:
            self.tell_each(self.rooms[name], f"{name} <{client.name}> {text}")
        super().say_in(client, rest)


@room("wrong-with-profile rooms", "rooms-silent", "who is not in a room is not told")
class RoomsSilent(Rooms):
    def say_in(self, client, rest):
        if client in self.rooms[rest.partition(" ")[0]]:
            super().say_in(client, rest)


@room("right-with-profile one-room", "one-room", "a client is in one room at a time")
class OneRoom(Room):
    def __init__(self):
        super().__init__()
        self.commands["/join"] = self.enter

    def enter(self, client, name):
        client.room = name

    def say(self, client, text):
        self.tell_each(self.heard_by(client), f"<{client.name}> {text}")

    def heard_by(self, client):
        mine = getattr(client, "room", "")
        return [each for each in self.others(client) if getattr(each, "room", "") == mine]


@room("wrong-with-profile one-room", "one-room-keeps", "who joins another room still hears the old")
class OneRoomKeeps(OneRoom):
    def enter(self, client, name):
        super().enter(client, name)
        client.rooms = getattr(client, "rooms", {""}) | {name}

    def heard_by(self, client):
        mine = getattr(client, "room", "")
        return [each for each in self.others(client) if mine in getattr(each, "rooms", {""})]


# ---------------------------------------------------------------- acknowledgements


@room("right-with-profile acks", "acks", "numbers private messages; /ack tells their sender")
class Acks(Room):
    def __init__(self):
        super().__init__()
        self.number = 0
        self.letters = {}  # number -> who sent it, to whom
        self.commands["/ack"] = self.ack

    def private(self, client, to, text):
        number = self.next_number()
        self.letters[number] = client, to
        self.tell(to, f"[{client.name} #{number}] {text}")
        self.tell(client, f"[-> {to.name} #{number}] {text}")

    def next_number(self):
        self.number += 1
        return str(self.number)

    def ack(self, client, number):
        sender, to = self.letters.get(number, (None, None))
        if to is client:
            del self.letters[number]
            self.acknowledged(sender, client, number)
        else:
            self.tell(client, f"! 404 no such message: {number}")

    def acknowledged(self, sender, client, number):
        self.tell(sender, f"* {client.name} has read #{number}")


@room("wrong-with-profile acks", "acks-to-all", "an acknowledgement is told to all")
class AcksToAll(Acks):
    def acknowledged(self, sender, client, number):
        self.tell_each(self.clients, f"* {client.name} has read #{number}")


@room("wrong-with-profile acks", "acks-at-once", "acknowledged by the server, before it is read")
class AcksAtOnce(Acks):
    def private(self, client, to, text):
        super().private(client, to, text)
        self.acknowledged(client, to, str(self.number))


@room("wrong-with-profile acks", "acks-last", "an acknowledgement is of the last message always")
class AcksLast(Acks):
    def acknowledged(self, sender, client, number):
        super().acknowledged(sender, client, str(self.number))


@room("wrong-with-profile acks", "acks-same", "all messages have the number 1")
class AcksSame(Acks):
    def next_number(self):
        return "1"


@room("wrong-with-profile acks", "acks-anybody", "anybody may acknowledge a message")
class AcksAnybody(Acks):
    def ack(self, client, number):
        if number in self.letters:
            self.acknowledged(*self.letters[number], number)
        else:
            super().ack(client, number)


# ---------------------------------------------------------------- history


@room("right-with-profile history", "history", "a newcomer gets the last 10 lines said to all")
class History(Room):
    def __init__(self):
        super().__init__()
        self.said = collections.deque(maxlen=10)

    def welcome(self, client):
        super().welcome(client)
        for line in self.said:
            self.tell(client, "+ " + line)

    def say(self, client, text):
        super().say(client, text)
        self.said.append(f"<{client.name}> {text}")


@room("wrong-with-profile history", "history-reversed", "the newest line first")
class HistoryReversed(History):
    def welcome(self, client):
        self.said.reverse()
        super().welcome(client)
        self.said.reverse()


@room("wrong-with-profile history", "history-endless", "keeps all that was ever said")
class HistoryEndless(History):
    def __init__(self):
        super().__init__()
        self.said = []


@room("wrong-with-profile history", "history-secrets", "private messages are in the history")
class HistorySecrets(History):
    def private(self, client, to, text):
        super().private(client, to, text)
        self.said.append(f"<{client.name}> {text}")


@room("wrong-with-profile history", "history-to-all", "all get the history when one comes")
class HistoryToAll(History):
    def welcome(self, client):
        for line in self.said:
            self.tell_each(self.clients, "+ " + line)


if __name__ == "__main__":
    main()

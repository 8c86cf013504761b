/** Append only: the index plus one is the `user_version` that a migration leads to. */
export const migrations: readonly string[] = [
  `CREATE TABLE rooms (
     address TEXT PRIMARY KEY,
     desk_key TEXT NOT NULL,
     profile TEXT NOT NULL,
     presence TEXT NOT NULL,
     unnoticed_after_ms INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE knocks (
     id TEXT PRIMARY KEY,
     room TEXT NOT NULL REFERENCES rooms (address),
     token_hash TEXT NOT NULL,
     name TEXT NOT NULL,
     language TEXT NOT NULL,
     knocked_at_ms INTEGER NOT NULL,
     is_over INTEGER NOT NULL,
     phase_kind TEXT NOT NULL,
     call_id TEXT,
     phase TEXT NOT NULL,
     UNIQUE (room, token_hash)
   ) STRICT;
   CREATE INDEX knocks_by_time ON knocks (room, knocked_at_ms);
   CREATE INDEX knocks_running ON knocks (room) WHERE is_over = 0;
   CREATE UNIQUE INDEX knocks_by_call ON knocks (call_id) WHERE call_id IS NOT NULL;`,

  // A room's rules and presence as JSON; what a knock still asks of the staff; invitations. Missing
  // rules get their defaults. Visits from before ask for nothing, or an update would bring a year of them to be called back.
  `ALTER TABLE rooms ADD COLUMN presence_setting TEXT NOT NULL DEFAULT '{"kind":"automatic"}';
   ALTER TABLE rooms ADD COLUMN rules TEXT NOT NULL DEFAULT '{}';
   UPDATE rooms SET rules = json_object('unnoticedAfterMs', unnoticed_after_ms);
   UPDATE rooms SET presence_setting = json_object('kind', 'manual', 'presence', presence, 'untilMs', NULL)
     WHERE presence <> 'open';
   ALTER TABLE rooms DROP COLUMN presence;
   ALTER TABLE rooms DROP COLUMN unnoticed_after_ms;
   ALTER TABLE knocks ADD COLUMN company TEXT NOT NULL DEFAULT '';
   ALTER TABLE knocks ADD COLUMN follow_up TEXT NOT NULL DEFAULT '{"kind":"none"}';
   ALTER TABLE knocks ADD COLUMN invitation_hash TEXT;
   UPDATE knocks SET phase = json_object('kind', 'waiting', 'sinceMs', knocked_at_ms) WHERE phase_kind = 'waiting';
   ALTER TABLE knocks ADD COLUMN outcome TEXT GENERATED ALWAYS AS (
     CASE
       WHEN phase_kind = 'in-call' THEN 'admitted'
       WHEN phase_kind <> 'over' THEN NULL
       WHEN json_extract(phase, '$.end.cause') = 'visitor-gone' THEN 'page-closed'
       ELSE json_extract(phase, '$.end.kind')
     END) VIRTUAL;
   ALTER TABLE knocks ADD COLUMN follow_up_kind TEXT GENERATED ALWAYS AS (json_extract(follow_up, '$.kind')) VIRTUAL;
   CREATE INDEX knocks_to_follow_up ON knocks (room, knocked_at_ms) WHERE follow_up_kind = 'open';
   CREATE UNIQUE INDEX knocks_by_invitation ON knocks (invitation_hash) WHERE invitation_hash IS NOT NULL;
   CREATE TABLE invitations (
     token_hash TEXT PRIMARY KEY,
     room TEXT NOT NULL REFERENCES rooms (address),
     knock_id TEXT NOT NULL,
     desk_id TEXT NOT NULL,
     expires_at_ms INTEGER NOT NULL
   ) STRICT;
   -- What is erased takes along the invitation made of it, and the one it had used, which would be unused again.
   CREATE TRIGGER knocks_erased AFTER DELETE ON knocks BEGIN
     DELETE FROM invitations WHERE knock_id = OLD.id OR token_hash = OLD.invitation_hash;
   END;`,

  // Desks with keys of their own; each room's call-outs as JSON, their secrets included.
  `CREATE TABLE desks (
     room TEXT NOT NULL REFERENCES rooms (address),
     id TEXT NOT NULL,
     name TEXT NOT NULL,
     own_name TEXT NOT NULL,
     key_hash TEXT NOT NULL,
     paired_at_ms INTEGER NOT NULL,
     last_seen_at_ms INTEGER,
     revoked_at_ms INTEGER,
     PRIMARY KEY (room, id)
   ) STRICT;
   CREATE TABLE call_outs (
     room TEXT PRIMARY KEY REFERENCES rooms (address),
     list TEXT NOT NULL
   ) STRICT;`,

  // Rows that could not be read, each as it was. A text that is no JSON must not fail every query that looks at its row.
  `CREATE TABLE set_aside (
     id INTEGER PRIMARY KEY,
     source TEXT NOT NULL,
     contents TEXT NOT NULL,
     reason TEXT NOT NULL,
     set_aside_at_ms INTEGER NOT NULL,
     is_seen INTEGER NOT NULL DEFAULT 0,
     UNIQUE (source, contents)
   ) STRICT;
   DROP INDEX knocks_to_follow_up;
   ALTER TABLE knocks DROP COLUMN follow_up_kind;
   ALTER TABLE knocks DROP COLUMN outcome;
   ALTER TABLE knocks ADD COLUMN outcome TEXT GENERATED ALWAYS AS (
     CASE
       WHEN NOT json_valid(phase) THEN NULL
       WHEN phase_kind = 'in-call' THEN 'admitted'
       WHEN phase_kind <> 'over' THEN NULL
       WHEN json_extract(phase, '$.end.cause') = 'visitor-gone' THEN 'page-closed'
       ELSE json_extract(phase, '$.end.kind')
     END) VIRTUAL;
   ALTER TABLE knocks ADD COLUMN follow_up_kind TEXT GENERATED ALWAYS AS (
     CASE WHEN json_valid(follow_up) THEN json_extract(follow_up, '$.kind') END) VIRTUAL;
   CREATE INDEX knocks_to_follow_up ON knocks (room, knocked_at_ms) WHERE follow_up_kind = 'open';`,

  // An invited visitor knocks: several knocks may come with one link, until one of them is admitted. Links have an id
  // and the name of their desk, so that people can list them and take them back.
  `DROP INDEX knocks_by_invitation;
   CREATE INDEX knocks_by_invitation ON knocks (invitation_hash) WHERE invitation_hash IS NOT NULL;
   ALTER TABLE knocks ADD COLUMN invited_by TEXT;
   ALTER TABLE invitations ADD COLUMN id TEXT NOT NULL DEFAULT '';
   ALTER TABLE invitations ADD COLUMN desk_name TEXT NOT NULL DEFAULT '';
   UPDATE invitations SET
     id = 'i_' || lower(hex(randomblob(15))),
     desk_name = coalesce((SELECT name FROM desks WHERE desks.room = invitations.room AND desks.id = desk_id), '');
   CREATE UNIQUE INDEX invitations_by_id ON invitations (id);
   UPDATE knocks SET invited_by =
     (SELECT json_object('id', desk_id, 'name', desk_name) FROM invitations WHERE token_hash = invitation_hash)
     WHERE invitation_hash IS NOT NULL;`,

  // Every desk has a key of its own. The one that all of a room shared stays for 30 days, by its hash, so that each desk
  // of before can exchange it; what it was is in no file from here on.
  `CREATE TABLE old_room_keys (
     room TEXT PRIMARY KEY REFERENCES rooms (address),
     key_hash TEXT NOT NULL,
     until_ms INTEGER NOT NULL
   ) STRICT;
   INSERT INTO old_room_keys SELECT address, hash_token(desk_key), (unixepoch() + 30 * 86400) * 1000 FROM rooms;
   ALTER TABLE rooms DROP COLUMN desk_key;
   ALTER TABLE desks ADD COLUMN takes_old_key INTEGER NOT NULL DEFAULT 0;`,

  // Where visitors came from, by hashes under a secret that is made here, so that no start has to write one; and what a
  // desk has blocked.
  `ALTER TABLE knocks ADD COLUMN source_address TEXT;
   ALTER TABLE knocks ADD COLUMN source_network TEXT;
   CREATE TABLE source_secret (secret TEXT NOT NULL) STRICT;
   INSERT INTO source_secret VALUES (lower(hex(randomblob(32))));
   CREATE TABLE blocks (
     room TEXT NOT NULL REFERENCES rooms (address),
     source TEXT NOT NULL,
     visitor_name TEXT NOT NULL,
     made_by TEXT NOT NULL,
     since_ms INTEGER NOT NULL,
     until_ms INTEGER NOT NULL,
     PRIMARY KEY (room, source)
   ) STRICT;`,

  // The last time that a run has known, by which the next start judges the machine's clock.
  `CREATE TABLE known_time (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     at_ms INTEGER NOT NULL
   ) STRICT;`,

  // Roles: a desk of before could do everything, and still can until an owner decides otherwise. What owners did.
  `ALTER TABLE desks ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY,
     room TEXT NOT NULL REFERENCES rooms (address),
     at_ms INTEGER NOT NULL,
     by_desk TEXT NOT NULL,
     act TEXT NOT NULL
   ) STRICT;`,

  // The word that stood where a company had given no name looked like one.
  `UPDATE rooms SET profile = json_set(profile, '$.company.ja', '', '$.company.en', '')
     WHERE json_valid(profile)
       AND json_extract(profile, '$.company.ja') = '受付' AND json_extract(profile, '$.company.en') = 'Front desk';`,

  // A desk's denial as JSON, while it can still be undone.
  `ALTER TABLE knocks ADD COLUMN denial TEXT;`,

  // The time that old visits may be forgotten by at the next start. Empty: the time known.
  `ALTER TABLE known_time ADD COLUMN settled_at_ms INTEGER;`,

  // Relays that pass visitors on to this server; what is secret of them is sealed.
  `CREATE TABLE relays (
     host TEXT PRIMARY KEY,
     port INTEGER NOT NULL,
     host_key TEXT NOT NULL,
     account TEXT NOT NULL,
     socket_path TEXT NOT NULL,
     name TEXT NOT NULL,
     private_key TEXT NOT NULL,
     turn_secret TEXT NOT NULL
   ) STRICT;`,

  // The address that leads here by a proxy or tunnel of the owner's, as JSON.
  `CREATE TABLE own_address (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     address TEXT NOT NULL
   ) STRICT;`,

  // Relays at which this PC has given way to another one with the same key.
  `CREATE TABLE yielded_lines (host TEXT PRIMARY KEY) STRICT;`,
]

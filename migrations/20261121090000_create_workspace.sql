-- One organisation's programme, the teams and tenants connected to it, and its people.
-- workspace_id comes first in every key: it is the unit of distribution.

CREATE TABLE workspace (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE connection (
    platform text NOT NULL CHECK (platform IN ('slack', 'teams')),
    team text NOT NULL,
    workspace_id uuid NOT NULL REFERENCES workspace,
    name text NOT NULL,
    bot_user text NOT NULL,
    bot_id text,
    connected_at timestamptz NOT NULL,
    -- Set while the platform refuses us: uninstalled, token revoked.
    dead_since timestamptz,
    dead_reason text,
    PRIMARY KEY (platform, team)
);
CREATE INDEX connection_workspace ON connection (workspace_id);

CREATE TABLE member (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id uuid NOT NULL,
    name text NOT NULL,
    email text,
    -- What the platform says, and what the person chose; the choice wins.
    locale text CHECK (locale IN ('en', 'id', 'ms')),
    chosen_locale text CHECK (chosen_locale IN ('en', 'id', 'ms')),
    time_zone text,
    standing text NOT NULL CHECK (standing IN ('member', 'guest', 'outsider', 'bot')),
    active boolean NOT NULL,
    role text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'manager', 'admin')),
    on_leaderboards boolean NOT NULL DEFAULT true,
    PRIMARY KEY (workspace_id, id)
);
-- Accounts of one person on several platforms are joined by it.
CREATE INDEX member_email ON member (workspace_id, lower(email)) WHERE email IS NOT NULL;

CREATE TABLE identity (
    platform text NOT NULL CHECK (platform IN ('slack', 'teams')),
    team text NOT NULL,
    user_id text NOT NULL,
    workspace_id uuid NOT NULL,
    member_id uuid NOT NULL,
    -- The conversation with the bot, once it is known.
    direct_channel text,
    -- The platform says that nothing can be delivered there.
    unreachable_reason text,
    PRIMARY KEY (platform, team, user_id),
    FOREIGN KEY (workspace_id, member_id) REFERENCES member
);
CREATE INDEX identity_member ON identity (workspace_id, member_id);

-- What kind of conversation a place is, as the platform last told: not every delivery says.
CREATE TABLE conversation (
    platform text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public', 'private', 'direct')),
    shared boolean NOT NULL,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (platform, team, channel)
);

-- Members of user groups, as the platform last told.
CREATE TABLE user_group (
    platform text NOT NULL,
    team text NOT NULL,
    group_id text NOT NULL,
    users text[] NOT NULL,
    fetched_at timestamptz NOT NULL,
    PRIMARY KEY (platform, team, group_id)
);

CREATE TABLE setting (
    workspace_id uuid NOT NULL REFERENCES workspace,
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (workspace_id, key)
);

CREATE TABLE audit_log (
    workspace_id uuid NOT NULL REFERENCES workspace,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    -- A member's id, or the word for who acted without being one, such as 'operator'.
    actor text NOT NULL,
    action text NOT NULL,
    detail jsonb NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

create table account (
    id          text primary key,
    name        text not null,
    operator    boolean not null default false,
    created_at  timestamptz not null default now()
);

-- Secrets are kept as SHA-256 of 32 random bytes: nothing to guess, so nothing to salt.
create table session (
    token_hash   bytea primary key,
    account_id   text not null references account on delete cascade,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null
);

create table api_token (
    token_hash   bytea primary key,
    account_id   text not null references account on delete cascade,
    created_at   timestamptz not null default now()
);

create table project (
    id          text primary key,
    account_id  text not null references account,
    name        text not null,
    template    text not null,
    stack       text not null,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
create unique index project_name on project (account_id, lower(name));

create table sandbox (
    id          text primary key,
    project_id  text not null references project on delete cascade,
    account_id  text not null references account,
    state       text not null check (state in ('creating', 'running', 'stopping', 'stopped', 'failed')),
    cause       text,
    message     text,
    engine      text not null,
    since       timestamptz not null default now(),
    created_at  timestamptz not null default now()
);
-- A project has at most one sandbox that is not at its end.
create unique index sandbox_of_project on sandbox (project_id) where state in ('creating', 'running', 'stopping');
create index sandbox_latest on sandbox (project_id, created_at desc);

create table run (
    id          text primary key,
    project_id  text not null references project on delete cascade,
    action      text,
    command     text[] not null,
    state       text not null check (state in ('running', 'exited')),
    exit_code   integer,
    cause       text,
    message     text,
    started_at  timestamptz not null default now(),
    ended_at    timestamptz,
    check (state = 'running' or exit_code is not null)
);
create index run_of_project on run (project_id, started_at desc);

create table terminal (
    project_id  text not null references project on delete cascade,
    name        text not null,
    exec_id     text not null unique,
    state       text not null check (state in ('running', 'exited')),
    exit_code   integer,
    cause       text,
    created_at  timestamptz not null default now(),
    primary key (project_id, name)
);

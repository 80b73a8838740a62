-- Ends with its account, its project, or the login it came from.
create table preview_session (
    token_hash   bytea primary key,
    account_id   text not null references account on delete cascade,
    project_id   text not null references project on delete cascade,
    port         integer not null,
    login_hash   bytea references session on delete cascade,
    expires_at   timestamptz not null
);
create index preview_session_of_account on preview_session (account_id, expires_at);

-- What Asterisk may know, as views over our own tables (res_config_pgsql, PJSIP realtime, app_queue).
-- An operator exists for the PBX in the transaction that creates the sign-in; there are no copies to keep.
-- The role, the queue and its times are filled in by install-views.ts.
create schema if not exists asterisk;
drop view if exists asterisk.ps_endpoints, asterisk.ps_auths, asterisk.ps_aors, asterisk.queues, asterisk.queue_members;

-- all who may have a phone: operators by their user, residents of the call page by their unexpired account
create view asterisk.ps_endpoints as
  select phone.id,
    phone.id as aors,
    phone.id as auth,
    phone.context,
    phone.callerid,
    'yes'::text as webrtc,
    'all'::text as disallow,
    'opus,alaw,ulaw'::text as allow,
    'username'::text as identify_by,
    'no'::text as direct_media,
    'no'::text as rewrite_contact,
    'yes'::text as rtp_symmetric,
    '30'::text as rtp_timeout,
    '600'::text as rtp_timeout_hold,
    -- a page that is cut off answers no refresh, and its call must not end by that: rtp_timeout finds the dead
    'no'::text as timers,
    phone.allow_transfer,
    'no'::text as trust_id_inbound,
    'yes'::text as send_pai,
    ''::text as mailboxes
  from (
    select u.sip_username as id, 'operators'::text as context, 'yes'::text as allow_transfer,
      '"' || regexp_replace(u.name, '["\\<>[:cntrl:]]', '', 'g') || '" <' || u.sip_username || '>' as callerid
    from public.users u
    where u.sip_username is not null and u.is_active
    union all
    select a.username, 'from-page', 'no',
      '"' || regexp_replace(a.display_name, '["\\<>[:cntrl:]]', '', 'g') || '" <'
        || regexp_replace(a.number, '[^0-9+]', '', 'g') || '>'
    from public.sip_accounts a
    where a.kind = 'caller' and a.expires_at > now()
  ) phone;

create view asterisk.ps_auths as
  select a.username as id,
    'digest'::text as auth_type,
    a.username as username,
    'MD5:' || a.ha1_md5 as password_digest,
    a.realm as realm,
    -- SIP.js gives up at a challenge that it does not know, so only MD5 is offered
    'MD5'::text as supported_algorithms_uas
  from public.sip_accounts a
  left join public.users u on u.id = a.user_id
  where a.expires_at > now() and (a.kind = 'caller' or u.is_active);

-- qualify_frequency above 0: without it a phone that appears later stays "Unavailable" and is never rung
create view asterisk.ps_aors as
  select e.id,
    '1'::text as max_contacts,
    'yes'::text as remove_existing,
    'yes'::text as remove_unavailable,
    '10'::text as qualify_frequency,
    '3.0'::text as qualify_timeout,
    '120'::text as maximum_expiration,
    '30'::text as minimum_expiration
  from asterisk.ps_endpoints e;

-- uniqueid must be stable for the member: app_queue takes it for the member's identity
create view asterisk.queue_members as
  select md5('{{queueName}}/' || u.user_id) as uniqueid,
    '{{queueName}}'::text as queue_name,
    'PJSIP/' || u.sip_username as interface,
    u.sip_username as membername,
    'PJSIP/' || u.sip_username as state_interface,
    '0'::text as penalty,
    ''::varchar(80) as reason_paused,
    -- a pause, the rest after a call, or a page that proves nothing (ADR 0012)
    case when u.is_offered then '0' else '1' end as paused
  from public.operator_offers u;

revoke all on schema asterisk from public;
grant usage on schema asterisk to {{role}};
grant select on asterisk.ps_endpoints, asterisk.ps_auths, asterisk.ps_aors, asterisk.queue_members to {{role}};

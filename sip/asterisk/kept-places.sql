-- May who kept his place in the queue still be rung (ADR 0040)? Asked when an operator is there for him: since it was placed he
-- may have called again, been spoken with, or said that no machine may call. By the id of what stands in the queue for him.
drop view if exists asterisk.kept_place;

create view asterisk.kept_place as
  select 'place-' || substring(p.call_id from '^asterisk:(.*)$') || '-' || p.placements as id,
    case when p.over_at is not null
      or exists (
        select from public.calls later
        where later.from_digits = p.digits and later.id <> p.call_id and later.arrived_at > p.kept_at
          and (later.direction = 'in' or later.answered_at is not null or later.state <> 'ended'))
      or exists (
        select from public.contact_refusals r
        where r.digits = p.digits and r.refused = 'calls' and r.at >= p.kept_at)
      or exists (select from public.never_called n where n.digits = p.digits and n.lifted_at is null)
    then 'no' else 'yes' end as state
  from public.kept_places p
  where p.kept_at > now() - interval '1 day';

grant select on asterisk.kept_place to {{role}};

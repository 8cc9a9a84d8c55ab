-- Written by `npm run schema` from the migrated database; do not edit.

create extension pg_trgm;

create table apartment_residents (
  apartment_id bigint not null,
  id bigint not null generated always as identity,
  is_living boolean not null default true,
  lives_from date,
  lives_to date,
  relation text not null,
  resident_id bigint not null,
  constraint apartment_residents_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartments(id),
  constraint apartment_residents_check CHECK (((lives_to IS NULL) OR (lives_from IS NULL) OR (lives_to >= lives_from))),
  constraint apartment_residents_pkey PRIMARY KEY (id),
  constraint apartment_residents_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id)
);
CREATE INDEX apartment_residents_apartment ON public.apartment_residents USING btree (apartment_id);
CREATE INDEX apartment_residents_resident ON public.apartment_residents USING btree (resident_id);
CREATE UNIQUE INDEX apartment_residents_once ON public.apartment_residents USING btree (apartment_id, resident_id, COALESCE(lives_from, '-infinity'::date));

create table apartments (
  account text not null default ''::text,
  area_m2 numeric(8,2),
  debt_as_of date,
  debt_kopecks bigint,
  entrance integer,
  floor integer,
  house_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null default 'flat'::text,
  living_count integer,
  number text not null,
  number_key text generated always as (replace(lower(number), 'ё'::text, 'е'::text)) stored,
  riser integer,
  version integer not null default 1,
  constraint apartments_area_m2_check CHECK ((area_m2 > (0)::numeric)),
  constraint apartments_debt CHECK (((debt_kopecks IS NULL) = (debt_as_of IS NULL))),
  constraint apartments_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id),
  constraint apartments_house_id_number_key UNIQUE (house_id, number),
  constraint apartments_kind_check CHECK ((kind = ANY (ARRAY['flat'::text, 'nonResidential'::text, 'parking'::text, 'storage'::text]))),
  constraint apartments_living_count_check CHECK ((living_count >= 0)),
  constraint apartments_pkey PRIMARY KEY (id)
);
CREATE INDEX apartments_account ON public.apartments USING btree (account) WHERE (account <> ''::text);
CREATE INDEX apartments_number ON public.apartments USING btree (house_id, number_key);
CREATE INDEX apartments_riser ON public.apartments USING btree (house_id, entrance, riser);

create table applicant_numbers (
  term text not null,
  constraint applicant_numbers_pkey PRIMARY KEY (term)
);
CREATE TRIGGER applicant_numbers_listed AFTER INSERT ON public.applicant_numbers FOR EACH ROW EXECUTE FUNCTION list_new_term('p');

create table audit (
  action text not null,
  at timestamp with time zone not null default now(),
  details jsonb not null default '{}'::jsonb,
  id bigint not null generated always as identity,
  subject text not null,
  user_id bigint,
  constraint audit_pkey PRIMARY KEY (id),
  constraint audit_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table calendar_days (
  day date not null,
  kind text not null,
  source text not null,
  constraint calendar_days_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'work'::text]))),
  constraint calendar_days_pkey PRIMARY KEY (day)
);

create table call_events (
  at timestamp with time zone not null,
  call_id text not null,
  data jsonb not null,
  leg_id text,
  "position" text not null,
  received_at timestamp with time zone not null default now(),
  seq bigint not null generated always as identity,
  source text not null,
  type text not null,
  constraint call_events_pkey PRIMARY KEY (source, "position"),
  constraint call_events_seq_key UNIQUE (seq)
);
CREATE INDEX call_events_call ON public.call_events USING btree (call_id, seq);

create table call_postings (
  arrived_at timestamp with time zone not null,
  gram text not null,
  term text not null
);
CREATE INDEX call_postings_gram ON public.call_postings USING btree (gram, arrived_at, term);

create table call_quality (
  call_id text not null,
  from_at timestamp with time zone not null,
  inbound_jitter_ms real,
  inbound_loss_percent real,
  mos real,
  outbound_jitter_ms real,
  outbound_loss_percent real,
  reported_at timestamp with time zone not null default now(),
  round_trip_ms real,
  to_at timestamp with time zone not null,
  unheard_caller_seconds real not null,
  unheard_operator_seconds real not null,
  user_id bigint not null,
  worst_mos real,
  constraint call_quality_pkey PRIMARY KEY (call_id, user_id, from_at),
  constraint call_quality_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create unlogged table call_takes (
  at timestamp with time zone not null,
  call_id text not null,
  user_id bigint not null,
  constraint call_takes_pkey PRIMARY KEY (call_id),
  constraint call_takes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table callback_claims (
  claimed_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  task_id bigint not null,
  user_id bigint not null,
  constraint callback_claims_pkey PRIMARY KEY (task_id),
  constraint callback_claims_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id) ON DELETE CASCADE,
  constraint callback_claims_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table caller_names (
  term text not null,
  constraint caller_names_pkey PRIMARY KEY (term)
);
CREATE TRIGGER caller_names_listed AFTER INSERT ON public.caller_names FOR EACH ROW EXECUTE FUNCTION list_new_term('c');

create table caller_numbers (
  term text not null,
  constraint caller_numbers_pkey PRIMARY KEY (term)
);
CREATE TRIGGER caller_numbers_listed AFTER INSERT ON public.caller_numbers FOR EACH ROW EXECUTE FUNCTION list_new_term('n');

create table calls (
  answered_at timestamp with time zone,
  are_events_gone boolean not null default false,
  arrived_at timestamp with time zone not null,
  company_id bigint,
  direction text not null,
  display_name text not null,
  ended_at timestamp with time zone,
  ended_by text,
  from_digits text not null,
  from_number text not null,
  held boolean not null default false,
  id text not null,
  informed_of bigint[] not null default '{}'::bigint[],
  is_urgent boolean not null default false,
  kept_place jsonb,
  legs jsonb not null,
  line_name text,
  message jsonb,
  not_served text,
  number_trust text not null default 'network'::text,
  operator text,
  queue text,
  queued_at timestamp with time zone,
  recording text,
  result text,
  source text not null,
  state text not null,
  to_number text not null,
  version integer not null,
  wrap_up text,
  constraint calls_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint calls_not_served_check CHECK ((not_served = ANY (ARRAY['never'::text, 'notYet'::text, 'ended'::text, 'emergenciesOnly'::text, 'offHoursOnly'::text]))),
  constraint calls_number_trust_check CHECK ((number_trust = ANY (ARRAY['network'::text, 'typed'::text, 'confirmed'::text]))),
  constraint calls_pkey PRIMARY KEY (id),
  constraint calls_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'talking'::text, 'ended'::text]))),
  constraint calls_wrap_up_check CHECK ((wrap_up = ANY (ARRAY['task'::text, 'advice'::text, 'status'::text, 'complaint'::text, 'notOurs'::text, 'wrongNumber'::text, 'badLine'::text, 'abuse'::text])))
);
CREATE INDEX calls_arrived ON public.calls USING btree (arrived_at DESC, id DESC);
CREATE INDEX calls_company ON public.calls USING btree (company_id, arrived_at DESC, id DESC);
CREATE INDEX calls_digits ON public.calls USING btree (from_digits, arrived_at DESC) WHERE (from_digits <> ''::text);
CREATE INDEX calls_live ON public.calls USING btree (state) WHERE (state <> 'ended'::text);
CREATE TRIGGER calls_listed AFTER INSERT ON public.calls REFERENCING NEW TABLE AS new_calls FOR EACH STATEMENT EXECUTE FUNCTION list_new_calls();
CREATE TRIGGER calls_listed_again AFTER UPDATE ON public.calls FOR EACH ROW WHEN ((((old.from_digits IS DISTINCT FROM new.from_digits) OR (old.display_name IS DISTINCT FROM new.display_name)) OR (old.arrived_at IS DISTINCT FROM new.arrived_at))) EXECUTE FUNCTION list_changed_call();

create table classifier (
  basis text not null,
  calendar_from integer,
  calendar_to integer,
  category text not null,
  danger_script text,
  eliminate_minutes integer,
  id bigint not null generated always as identity,
  inform_minutes integer,
  is_active boolean not null default true,
  is_emergency boolean not null default false,
  localize_minutes integer,
  place text not null,
  problem text not null,
  restore_minutes integer,
  rule_version integer not null default 1,
  service text,
  constraint classifier_pkey PRIMARY KEY (id),
  constraint classifier_place_category_problem_key UNIQUE (place, category, problem),
  constraint classifier_service_fkey FOREIGN KEY (service) REFERENCES services(key)
);

create table classifier_versions (
  by_user bigint,
  changed_at timestamp with time zone not null,
  classifier_id bigint not null,
  entry jsonb not null,
  rule_version integer not null,
  constraint classifier_versions_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint classifier_versions_classifier_id_fkey FOREIGN KEY (classifier_id) REFERENCES classifier(id),
  constraint classifier_versions_pkey PRIMARY KEY (classifier_id, rule_version)
);

create table companies (
  address text not null default ''::text,
  colour text not null default 'accent'::text,
  contract_from date,
  contract_to date,
  day_from_hour integer not null default 8,
  day_to_hour integer not null default 17,
  email text not null default ''::text,
  emergency_phone text not null default ''::text,
  full_name text not null default ''::text,
  greeting text not null default ''::text,
  id bigint not null generated always as identity,
  inn text not null default ''::text,
  name text not null,
  number_prefix text not null default ''::text,
  ogrn text not null default ''::text,
  phone text not null default ''::text,
  print_header text not null default ''::text,
  served text not null default 'everything'::text,
  short_name text not null,
  version integer not null default 1,
  constraint companies_check CHECK ((day_from_hour < day_to_hour)),
  constraint companies_check1 CHECK (((contract_from IS NULL) OR (contract_to IS NULL) OR (contract_from <= contract_to))),
  constraint companies_colour_check CHECK ((colour = ANY (ARRAY['accent'::text, 'call'::text, 'plan'::text, 'soon'::text, 'neutral'::text]))),
  constraint companies_day_from_hour_check CHECK (((day_from_hour >= 0) AND (day_from_hour <= 23))),
  constraint companies_day_to_hour_check CHECK (((day_to_hour >= 1) AND (day_to_hour <= 24))),
  constraint companies_pkey PRIMARY KEY (id),
  constraint companies_served_check CHECK ((served = ANY (ARRAY['everything'::text, 'emergencies'::text, 'offHours'::text])))
);
CREATE UNIQUE INDEX companies_number_prefix ON public.companies USING btree (number_prefix) WHERE (number_prefix <> ''::text);

create table consents (
  at timestamp with time zone not null,
  call_id text,
  digits text not null,
  how text not null,
  id bigint not null generated always as identity,
  paper text not null default ''::text,
  purpose text not null,
  shutdown_id bigint,
  until date,
  words text not null,
  written_at timestamp with time zone not null default now(),
  written_by bigint,
  constraint consents_check CHECK (((how <> 'paper'::text) OR (paper <> ''::text))),
  constraint consents_check1 CHECK (((how = 'key'::text) OR (written_by IS NOT NULL))),
  constraint consents_digits_check CHECK ((digits <> ''::text)),
  constraint consents_how_check CHECK ((how = ANY (ARRAY['key'::text, 'operator'::text, 'paper'::text]))),
  constraint consents_pkey PRIMARY KEY (id),
  constraint consents_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id),
  constraint consents_words_check CHECK ((words <> ''::text)),
  constraint consents_written_by_fkey FOREIGN KEY (written_by) REFERENCES users(id)
);
CREATE INDEX consents_digits ON public.consents USING btree (digits, at DESC);
CREATE UNIQUE INDEX consents_keys ON public.consents USING btree (call_id, purpose, shutdown_id) NULLS NOT DISTINCT WHERE (how = 'key'::text);

create table contact_refusals (
  at timestamp with time zone not null,
  call_id text,
  digits text not null,
  how text not null,
  id bigint not null generated always as identity,
  note text not null default ''::text,
  notice_id bigint,
  refused text not null,
  written_at timestamp with time zone not null default now(),
  written_by bigint,
  constraint contact_refusals_check CHECK (((how = 'key'::text) OR (written_by IS NOT NULL))),
  constraint contact_refusals_digits_check CHECK ((digits <> ''::text)),
  constraint contact_refusals_how_check CHECK ((how = ANY (ARRAY['key'::text, 'operator'::text, 'paper'::text]))),
  constraint contact_refusals_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id),
  constraint contact_refusals_pkey PRIMARY KEY (id),
  constraint contact_refusals_refused_check CHECK ((refused = ANY (ARRAY['calls'::text, 'messages'::text]))),
  constraint contact_refusals_written_by_fkey FOREIGN KEY (written_by) REFERENCES users(id)
);
CREATE INDEX contact_refusals_digits ON public.contact_refusals USING btree (digits, at DESC);
CREATE UNIQUE INDEX contact_refusals_keys ON public.contact_refusals USING btree (notice_id, at) WHERE (how = 'key'::text);

create table counters (
  key text not null,
  value bigint not null,
  constraint counters_pkey PRIMARY KEY (key)
);

create table directory_history (
  at timestamp with time zone not null,
  by_user bigint,
  changes jsonb not null default '{}'::jsonb,
  entity text not null,
  entity_id bigint not null,
  id bigint not null generated always as identity,
  what text not null,
  constraint directory_history_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint directory_history_entity_check CHECK ((entity = ANY (ARRAY['house'::text, 'apartment'::text, 'resident'::text]))),
  constraint directory_history_pkey PRIMARY KEY (id)
);
CREATE INDEX directory_history_entity ON public.directory_history USING btree (entity, entity_id, id DESC);

create table entrances (
  door_code text not null default ''::text,
  flat_from integer,
  flat_to integer,
  floors integer,
  house_id bigint not null,
  lifts integer not null default 0,
  number integer not null,
  constraint entrances_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id) ON DELETE CASCADE,
  constraint entrances_number_check CHECK ((number > 0)),
  constraint entrances_pkey PRIMARY KEY (house_id, number)
);

create table house_companies (
  company_id bigint not null,
  house_id bigint not null,
  since date,
  until date,
  constraint house_companies_check CHECK (((since IS NULL) OR (until IS NULL) OR (since < until))),
  constraint house_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint house_companies_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id) ON DELETE CASCADE,
  constraint house_companies_int8range_daterange_excl EXCLUDE USING gist (int8range(house_id, house_id, '[]'::text) WITH &&, daterange(since, until) WITH &&)
);
CREATE INDEX house_companies_company ON public.house_companies USING btree (company_id);
CREATE INDEX house_companies_house ON public.house_companies USING btree (house_id);

create table house_company_changes (
  at timestamp with time zone not null,
  by_user bigint,
  company_id bigint,
  houses jsonb not null,
  id bigint not null generated always as identity,
  since date,
  undone_at timestamp with time zone,
  undone_by bigint,
  constraint house_company_changes_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint house_company_changes_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint house_company_changes_pkey PRIMARY KEY (id),
  constraint house_company_changes_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES users(id)
);
CREATE INDEX house_company_changes_by_user ON public.house_company_changes USING btree (by_user);
CREATE INDEX house_company_changes_company ON public.house_company_changes USING btree (company_id);
CREATE INDEX house_company_changes_undone_by ON public.house_company_changes USING btree (undone_by);

create table house_supply (
  house_id bigint not null,
  service text not null,
  supply_point_id bigint not null,
  constraint house_supply_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id) ON DELETE CASCADE,
  constraint house_supply_pkey PRIMARY KEY (house_id, service),
  constraint house_supply_service_fkey FOREIGN KEY (service) REFERENCES services(key),
  constraint house_supply_supply_point_id_fkey FOREIGN KEY (supply_point_id) REFERENCES supply_points(id) ON DELETE CASCADE
);
CREATE INDEX house_supply_point ON public.house_supply USING btree (supply_point_id, service);

create table houses (
  entrances integer not null default 1,
  fias_id uuid,
  floors integer not null default 1,
  has_gas boolean not null default false,
  id bigint not null generated always as identity,
  keys text not null default ''::text,
  lifts integer not null default 0,
  managed_from date,
  managed_to date,
  microdistrict_id bigint,
  note text not null default ''::text,
  number text not null,
  number_key text not null default ''::text,
  power_sources integer not null default 1,
  speech_file text,
  street_id bigint not null,
  version integer not null default 1,
  year_built integer,
  constraint houses_check CHECK (((managed_to IS NULL) OR (managed_from IS NULL) OR (managed_to >= managed_from))),
  constraint houses_fias_id_key UNIQUE (fias_id),
  constraint houses_lifts_check CHECK ((lifts >= 0)),
  constraint houses_microdistrict_id_fkey FOREIGN KEY (microdistrict_id) REFERENCES microdistricts(id) ON DELETE SET NULL,
  constraint houses_pkey PRIMARY KEY (id),
  constraint houses_power_sources_check CHECK ((power_sources = ANY (ARRAY[1, 2]))),
  constraint houses_street_id_fkey FOREIGN KEY (street_id) REFERENCES streets(id),
  constraint houses_street_id_number_key UNIQUE (street_id, number),
  constraint houses_year_built_check CHECK (((year_built >= 1700) AND (year_built <= 2200)))
);
CREATE INDEX houses_microdistrict ON public.houses USING btree (microdistrict_id) WHERE (microdistrict_id IS NOT NULL);
CREATE INDEX houses_number ON public.houses USING btree (street_id, number_key text_pattern_ops);
CREATE TRIGGER houses_number_key BEFORE INSERT OR UPDATE OF number, number_key ON public.houses FOR EACH ROW EXECUTE FUNCTION set_house_key();

create table imports (
  by_user bigint not null,
  columns jsonb not null default '[]'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  error text,
  faults jsonb not null default '[]'::jsonb,
  file bytea not null,
  file_name text not null,
  finished_at timestamp with time zone,
  id bigint not null generated always as identity,
  kind text not null,
  sample jsonb not null default '[]'::jsonb,
  state text not null,
  constraint imports_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint imports_kind_check CHECK ((kind = 'residents'::text)),
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['checking'::text, 'ready'::text, 'applying'::text, 'done'::text, 'failed'::text])))
);

create table jobs (
  attempts integer not null default 0,
  created_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  id bigint not null generated always as identity,
  kind text not null,
  last_error text,
  payload jsonb not null,
  run_at timestamp with time zone not null,
  state text not null default 'pending'::text,
  constraint jobs_pkey PRIMARY KEY (id),
  constraint jobs_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX jobs_pending ON public.jobs USING btree (run_at) WHERE (state = 'pending'::text);

create table journal (
  at timestamp with time zone not null,
  data jsonb not null,
  seq bigint not null,
  type text not null,
  constraint journal_pkey PRIMARY KEY (seq)
);

create table journal_head (
  id integer not null,
  seq bigint not null,
  constraint journal_head_id_check CHECK ((id = 1)),
  constraint journal_head_pkey PRIMARY KEY (id)
);

create table kept_places (
  call_id text not null,
  digits text not null,
  gone_at timestamp with time zone,
  kept_at timestamp with time zone not null,
  over_at timestamp with time zone,
  placed_at timestamp with time zone,
  placements integer not null default 0,
  priority integer not null,
  queue text not null,
  since timestamp with time zone not null,
  tried_at timestamp with time zone,
  tries integer not null default 0,
  constraint kept_places_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE,
  constraint kept_places_digits_check CHECK ((digits ~ '^[0-9]{6,15}$'::text)),
  constraint kept_places_pkey PRIMARY KEY (call_id)
);
CREATE INDEX kept_places_day ON public.kept_places USING btree (kept_at);
CREATE INDEX kept_places_digits ON public.kept_places USING btree (digits) WHERE (over_at IS NULL);
CREATE INDEX kept_places_open ON public.kept_places USING btree (since) WHERE (over_at IS NULL);
CREATE UNIQUE INDEX kept_places_at_once ON public.kept_places USING btree (digits) WHERE ((placed_at IS NOT NULL) AND (over_at IS NULL));

create table ledger_cursors (
  batches bigint not null default 0,
  inode text not null,
  "offset" bigint not null,
  source text not null,
  updated_at timestamp with time zone not null default now(),
  constraint ledger_cursors_pkey PRIMARY KEY (source)
);

create table line_versions (
  by_user bigint,
  changed_at timestamp with time zone not null,
  data jsonb,
  kind text not null,
  part_id bigint not null,
  version integer not null,
  constraint line_versions_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint line_versions_kind_check CHECK ((kind = ANY (ARRAY['line'::text, 'queue'::text, 'schedule'::text, 'menu'::text]))),
  constraint line_versions_pkey PRIMARY KEY (kind, part_id, version)
);
CREATE INDEX line_versions_by_user ON public.line_versions USING btree (by_user);

create table lines (
  company_id bigint not null generated always as (((data ->> 'companyId'::text))::bigint) stored,
  data jsonb not null,
  digits text generated always as ((data ->> 'digits'::text)) stored,
  id bigint not null generated always as identity,
  version integer not null default 1,
  constraint lines_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint lines_digits_key UNIQUE NULLS NOT DISTINCT (digits),
  constraint lines_pkey PRIMARY KEY (id)
);
CREATE INDEX lines_company_id ON public.lines USING btree (company_id);

create unlogged table live_state (
  at timestamp with time zone not null default now(),
  data jsonb not null,
  id integer not null,
  constraint live_state_id_check CHECK ((id = 1)),
  constraint live_state_pkey PRIMARY KEY (id)
);

create table machine_calls (
  at timestamp with time zone not null,
  consent_id bigint not null,
  digits text not null,
  id text not null,
  kind text not null,
  constraint machine_calls_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consents(id),
  constraint machine_calls_pkey PRIMARY KEY (id)
);
CREATE INDEX machine_calls_digits ON public.machine_calls USING btree (digits, at DESC);

create table menus (
  data jsonb not null,
  id bigint not null generated always as identity,
  version integer not null default 1,
  constraint menus_pkey PRIMARY KEY (id)
);

create table microdistricts (
  id bigint not null generated always as identity,
  name text not null,
  constraint microdistricts_name_key UNIQUE (name),
  constraint microdistricts_pkey PRIMARY KEY (id)
);

create table never_called (
  at timestamp with time zone not null,
  digits text not null,
  id bigint not null generated always as identity,
  lifted_at timestamp with time zone,
  lifted_by bigint,
  lifted_reason text,
  reason text not null,
  written_by bigint not null,
  constraint never_called_check CHECK (((lifted_at IS NULL) = (lifted_by IS NULL))),
  constraint never_called_digits_check CHECK ((digits <> ''::text)),
  constraint never_called_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES users(id),
  constraint never_called_pkey PRIMARY KEY (id),
  constraint never_called_reason_check CHECK ((reason <> ''::text)),
  constraint never_called_written_by_fkey FOREIGN KEY (written_by) REFERENCES users(id)
);
CREATE UNIQUE INDEX never_called_now ON public.never_called USING btree (digits) WHERE (lifted_at IS NULL);

create table night_mode (
  by_user bigint,
  ends_at timestamp with time zone not null,
  id integer not null default 1,
  started_at timestamp with time zone not null,
  constraint night_mode_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint night_mode_id_check CHECK ((id = 1)),
  constraint night_mode_pkey PRIMARY KEY (id)
);
CREATE INDEX night_mode_by_user ON public.night_mode USING btree (by_user);

create table notices (
  attempts integer not null default 0,
  caller_id bigint,
  channel text,
  created_at timestamp with time zone not null,
  digits text not null,
  done_at timestamp with time zone,
  error text,
  id bigint not null generated always as identity,
  kind text not null,
  shutdown_id bigint not null,
  speech_file text,
  state text not null default 'pending'::text,
  text text not null,
  why_no_call text,
  constraint notices_caller_id_fkey FOREIGN KEY (caller_id) REFERENCES shutdown_callers(id),
  constraint notices_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'person'::text]))),
  constraint notices_digits_check CHECK ((digits <> ''::text)),
  constraint notices_kind_check CHECK ((kind = ANY (ARRAY['moved'::text, 'ended'::text, 'cancelled'::text, 'survey'::text]))),
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id),
  constraint notices_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text])))
);
CREATE INDEX notices_pending ON public.notices USING btree (id) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text]));
CREATE INDEX notices_shutdown ON public.notices USING btree (shutdown_id, id);

create unlogged table operator_heartbeats (
  at timestamp with time zone not null,
  microphone text not null,
  phone text not null,
  user_id bigint not null,
  constraint operator_heartbeats_microphone_check CHECK ((microphone = ANY (ARRAY['live'::text, 'off'::text]))),
  constraint operator_heartbeats_phone_check CHECK ((phone = ANY (ARRAY['registered'::text, 'connecting'::text]))),
  constraint operator_heartbeats_pkey PRIMARY KEY (user_id),
  constraint operator_heartbeats_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table operator_state_intervals (
  ended_at timestamp with time zone,
  id bigint not null generated always as identity,
  note text not null default ''::text,
  reason text,
  started_at timestamp with time zone not null,
  state text not null,
  user_id bigint not null,
  constraint operator_state_intervals_check CHECK ((ended_at >= started_at)),
  constraint operator_state_intervals_pkey PRIMARY KEY (id),
  constraint operator_state_intervals_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX operator_state_intervals_user ON public.operator_state_intervals USING btree (user_id, started_at);
CREATE UNIQUE INDEX operator_state_intervals_open ON public.operator_state_intervals USING btree (user_id) WHERE (ended_at IS NULL);

create table operator_states (
  note text not null default ''::text,
  pause_reason text,
  user_id bigint not null,
  wrap_up_until timestamp with time zone,
  constraint operator_states_pause_reason_fkey FOREIGN KEY (pause_reason) REFERENCES pause_reasons(key),
  constraint operator_states_pkey PRIMARY KEY (user_id),
  constraint operator_states_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table organisation_phones (
  digits text not null,
  organisation_id bigint not null,
  constraint organisation_phones_digits_check CHECK ((digits <> ''::text)),
  constraint organisation_phones_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint organisation_phones_pkey PRIMARY KEY (digits, organisation_id)
);

create table organisations (
  id bigint not null generated always as identity,
  kind text not null,
  name text not null,
  note text not null default ''::text,
  constraint organisations_kind_check CHECK ((kind = ANY (ARRAY['gas'::text, 'water'::text, 'heat'::text, 'power'::text, 'lift'::text, 'emergency'::text, 'other'::text]))),
  constraint organisations_pkey PRIMARY KEY (id)
);

create table pause_reasons (
  is_active boolean not null default true,
  key text not null,
  name text not null,
  "position" integer not null,
  constraint pause_reasons_pkey PRIMARY KEY (key),
  constraint pause_reasons_position_key UNIQUE ("position")
);

create unlogged table phone_dialogs (
  dialogs jsonb not null,
  instance text not null,
  saved_at timestamp with time zone not null,
  user_id bigint not null,
  constraint phone_dialogs_pkey PRIMARY KEY (user_id),
  constraint phone_dialogs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table phones (
  apartment_id bigint not null,
  digits text not null,
  is_confirmed boolean not null default false,
  kind text not null default 'mobile'::text,
  known_since timestamp with time zone not null default now(),
  known_until timestamp with time zone,
  last_used_at timestamp with time zone,
  resident_id bigint,
  times_used integer not null default 0,
  constraint phones_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartments(id),
  constraint phones_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'home'::text, 'work'::text, 'other'::text]))),
  constraint phones_pkey PRIMARY KEY (digits, apartment_id),
  constraint phones_resident_id_fkey FOREIGN KEY (resident_id) REFERENCES residents(id)
);
CREATE INDEX phones_apartment ON public.phones USING btree (apartment_id);
CREATE INDEX phones_digits ON public.phones USING gin (digits gin_trgm_ops);
CREATE INDEX phones_resident ON public.phones USING btree (resident_id) WHERE (resident_id IS NOT NULL);

create table problem_choices (
  classifier_id bigint not null,
  count integer not null,
  word text not null,
  constraint problem_choices_classifier_id_fkey FOREIGN KEY (classifier_id) REFERENCES classifier(id),
  constraint problem_choices_pkey PRIMARY KEY (word, classifier_id)
);
CREATE INDEX problem_choices_most ON public.problem_choices USING btree (count DESC, word) WHERE (count > 1);

create table queues (
  data jsonb not null,
  id bigint not null generated always as identity,
  slot integer not null,
  version integer not null default 1,
  constraint queues_pkey PRIMARY KEY (id),
  constraint queues_slot_check CHECK (((slot >= 1) AND (slot <= 12))),
  constraint queues_slot_key UNIQUE (slot)
);

create table residents (
  id bigint not null generated always as identity,
  name text not null,
  note text not null default ''::text,
  search text not null default ''::text,
  constraint residents_pkey PRIMARY KEY (id)
);
CREATE INDEX residents_search ON public.residents USING gin (search gin_trgm_ops);
CREATE TRIGGER residents_search_key BEFORE INSERT OR UPDATE OF name, search ON public.residents FOR EACH ROW EXECUTE FUNCTION set_resident_search();

create table schedules (
  data jsonb not null,
  id bigint not null generated always as identity,
  version integer not null default 1,
  constraint schedules_pkey PRIMARY KEY (id)
);

create table services (
  key text not null,
  name text not null,
  "position" integer not null,
  constraint services_pkey PRIMARY KEY (key)
);

create table sessions (
  created_at timestamp with time zone not null default now(),
  csrf text not null,
  expires_at timestamp with time zone not null,
  ip text not null,
  last_seen_at timestamp with time zone not null default now(),
  token_hash bytea not null,
  user_agent text not null,
  user_id bigint not null,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_user ON public.sessions USING btree (user_id);

create table settings (
  data jsonb not null,
  id integer not null,
  version integer not null,
  constraint settings_id_check CHECK ((id = 1)),
  constraint settings_pkey PRIMARY KEY (id)
);

create table shutdown_callers (
  answer text,
  answered_at timestamp with time zone,
  answered_to bigint,
  apartment_id bigint,
  at timestamp with time zone not null,
  call_id text,
  digits text not null default ''::text,
  heard_version integer,
  house_id bigint,
  how text not null,
  id bigint not null generated always as identity,
  message_file text,
  number text not null default ''::text,
  shutdown_id bigint not null,
  task_id bigint,
  wants_notice boolean not null default false,
  constraint shutdown_callers_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint shutdown_callers_answered_to_fkey FOREIGN KEY (answered_to) REFERENCES users(id),
  constraint shutdown_callers_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartments(id),
  constraint shutdown_callers_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint shutdown_callers_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id),
  constraint shutdown_callers_how_check CHECK ((how = ANY (ARRAY['announcement'::text, 'question'::text, 'operator'::text]))),
  constraint shutdown_callers_pkey PRIMARY KEY (id),
  constraint shutdown_callers_shutdown_id_call_id_key UNIQUE (shutdown_id, call_id),
  constraint shutdown_callers_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id),
  constraint shutdown_callers_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX shutdown_callers_call ON public.shutdown_callers USING btree (call_id);
CREATE INDEX shutdown_callers_shutdown ON public.shutdown_callers USING btree (shutdown_id, at);

create table shutdown_history (
  at timestamp with time zone not null,
  by_user bigint,
  fact jsonb,
  id bigint not null generated always as identity,
  note text not null default ''::text,
  shutdown_id bigint not null,
  what text not null,
  constraint shutdown_history_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint shutdown_history_pkey PRIMARY KEY (id),
  constraint shutdown_history_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id) ON DELETE CASCADE
);
CREATE INDEX shutdown_history_shutdown ON public.shutdown_history USING btree (shutdown_id, id);

create table shutdown_houses (
  entrances integer[],
  house_id bigint not null,
  shutdown_id bigint not null,
  via text not null,
  constraint shutdown_houses_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id),
  constraint shutdown_houses_pkey PRIMARY KEY (shutdown_id, house_id),
  constraint shutdown_houses_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id) ON DELETE CASCADE,
  constraint shutdown_houses_via_check CHECK ((via = ANY (ARRAY['house'::text, 'street'::text, 'microdistrict'::text, 'heatPoint'::text, 'suggestion'::text])))
);
CREATE INDEX shutdown_houses_house ON public.shutdown_houses USING btree (house_id, shutdown_id);

create table shutdown_suggestions (
  decided_at timestamp with time zone,
  decided_by bigint,
  first_at timestamp with time zone not null,
  house_ids bigint[] not null,
  id bigint not null generated always as identity,
  last_at timestamp with time zone not null,
  scope text not null,
  scope_id bigint,
  scope_name text not null,
  service text,
  shutdown_id bigint,
  state text not null default 'open'::text,
  task_ids bigint[] not null,
  version integer not null default 1,
  constraint shutdown_suggestions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id),
  constraint shutdown_suggestions_pkey PRIMARY KEY (id),
  constraint shutdown_suggestions_scope_check CHECK ((scope = ANY (ARRAY['heatPoint'::text, 'feeder'::text, 'street'::text, 'riser'::text, 'house'::text]))),
  constraint shutdown_suggestions_service_fkey FOREIGN KEY (service) REFERENCES services(key),
  constraint shutdown_suggestions_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id),
  constraint shutdown_suggestions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'dismissed'::text, 'expired'::text])))
);
CREATE INDEX shutdown_suggestions_open ON public.shutdown_suggestions USING btree (id) WHERE (state = 'open'::text);

create table shutdown_terms (
  at timestamp with time zone not null,
  by_user bigint,
  id bigint not null generated always as identity,
  planned_end timestamp with time zone,
  reason text not null default ''::text,
  shutdown_id bigint not null,
  constraint shutdown_terms_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint shutdown_terms_pkey PRIMARY KEY (id),
  constraint shutdown_terms_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id) ON DELETE CASCADE
);
CREATE INDEX shutdown_terms_shutdown ON public.shutdown_terms USING btree (shutdown_id, id);

create table shutdowns (
  caller_count integer not null default 0,
  cause text not null default ''::text,
  company_ids bigint[] not null default '{}'::bigint[],
  created_at timestamp with time zone not null,
  created_by bigint not null,
  creation_key uuid not null default gen_random_uuid(),
  ended_at timestamp with time zone,
  id bigint not null generated always as identity,
  is_recorded_by_hand boolean not null default false,
  kind text not null,
  number text not null,
  organisation_id bigint,
  places text not null,
  planned_end timestamp with time zone,
  question_file text,
  responsible text not null default ''::text,
  services text[] not null,
  shifts integer not null default 0,
  speech_at timestamp with time zone,
  speech_file text,
  speech_text text not null default ''::text,
  speech_version integer not null default 0,
  starts_at timestamp with time zone not null,
  status text not null,
  suggestion_id bigint,
  text_for_residents text not null default ''::text,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint shutdowns_check CHECK (((planned_end IS NULL) OR (planned_end > starts_at))),
  constraint shutdowns_check1 CHECK (((ended_at IS NOT NULL) = (status = ANY (ARRAY['restored'::text, 'cancelled'::text])))),
  constraint shutdowns_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  constraint shutdowns_creation_key_key UNIQUE (creation_key),
  constraint shutdowns_kind_check CHECK ((kind = ANY (ARRAY['emergency'::text, 'planned'::text, 'incident'::text]))),
  constraint shutdowns_number_key UNIQUE (number),
  constraint shutdowns_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
  constraint shutdowns_pkey PRIMARY KEY (id),
  constraint shutdowns_services_check CHECK ((cardinality(services) > 0)),
  constraint shutdowns_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'active'::text, 'restored'::text, 'cancelled'::text]))),
  constraint shutdowns_suggestion_fkey FOREIGN KEY (suggestion_id) REFERENCES shutdown_suggestions(id)
);
CREATE INDEX shutdowns_ended ON public.shutdowns USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX shutdowns_live ON public.shutdowns USING btree (starts_at) WHERE (status = ANY (ARRAY['planned'::text, 'active'::text]));

create table sip_accounts (
  created_at timestamp with time zone not null default now(),
  display_name text not null,
  expires_at timestamp with time zone not null,
  ha1_md5 text not null,
  ha1_sha256 text not null,
  kind text not null,
  number text not null default ''::text,
  realm text not null,
  user_id bigint,
  username text not null,
  visitor text not null default ''::text,
  constraint sip_accounts_kind_check CHECK ((kind = ANY (ARRAY['operator'::text, 'caller'::text]))),
  constraint sip_accounts_pkey PRIMARY KEY (username),
  constraint sip_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table spoken_files (
  file text not null,
  made_at timestamp with time zone not null default now(),
  spoken_text text not null,
  voice text not null,
  constraint spoken_files_pkey PRIMARY KEY (file)
);

create table streets (
  fias_id uuid,
  id bigint not null generated always as identity,
  kind text not null,
  name text not null,
  search text not null,
  town text not null,
  constraint streets_fias_id_key UNIQUE (fias_id),
  constraint streets_pkey PRIMARY KEY (id),
  constraint streets_town_fkey FOREIGN KEY (town) REFERENCES towns(name) ON UPDATE CASCADE,
  constraint streets_town_kind_name_key UNIQUE (town, kind, name)
);
CREATE INDEX streets_search ON public.streets USING gin (search gin_trgm_ops);

create table supply_points (
  id bigint not null generated always as identity,
  kind text not null,
  name text not null,
  organisation_id bigint,
  constraint supply_points_kind_check CHECK ((kind = ANY (ARRAY['heatPoint'::text, 'feeder'::text]))),
  constraint supply_points_kind_name_key UNIQUE (kind, name),
  constraint supply_points_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE SET NULL,
  constraint supply_points_pkey PRIMARY KEY (id)
);

create table task_addresses (
  term text not null,
  constraint task_addresses_pkey PRIMARY KEY (term)
);
CREATE TRIGGER task_addresses_listed AFTER INSERT ON public.task_addresses FOR EACH ROW EXECUTE FUNCTION list_new_term('a');

create table task_calls (
  at timestamp with time zone not null,
  call_id text not null,
  kind text not null,
  task_id bigint not null,
  constraint task_calls_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id),
  constraint task_calls_kind_check CHECK ((kind = ANY (ARRAY['origin'::text, 'joined'::text, 'callback'::text]))),
  constraint task_calls_pkey PRIMARY KEY (task_id, call_id),
  constraint task_calls_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX task_calls_call ON public.task_calls USING btree (call_id);
CREATE INDEX task_calls_last ON public.task_calls USING btree (task_id, (
CASE kind
    WHEN 'origin'::text THEN 0
    WHEN 'callback'::text THEN 1
    ELSE 2
END), at DESC, call_id COLLATE "C" DESC);
CREATE UNIQUE INDEX task_calls_origin ON public.task_calls USING btree (call_id) WHERE (kind = 'origin'::text);

create table task_handovers (
  at timestamp with time zone not null,
  by_user bigint not null,
  id bigint not null generated always as identity,
  number text not null,
  recorded_at timestamp with time zone not null,
  script text not null,
  service text not null,
  taken_by text not null,
  task_id bigint not null,
  constraint task_handovers_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint task_handovers_pkey PRIMARY KEY (id),
  constraint task_handovers_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX task_handovers_task ON public.task_handovers USING btree (task_id, id);

create table task_history (
  at timestamp with time zone not null,
  by_user bigint,
  fact jsonb,
  from_status text,
  id bigint not null generated always as identity,
  note text not null default ''::text,
  task_id bigint not null,
  to_status text,
  what text not null,
  constraint task_history_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint task_history_pkey PRIMARY KEY (id),
  constraint task_history_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);
CREATE INDEX task_history_discarded ON public.task_history USING btree (at) WHERE ((what = 'moved'::text) AND (from_status = 'callback'::text) AND (to_status = 'discarded'::text));
CREATE INDEX task_history_task ON public.task_history USING btree (task_id, id);

create table task_postings (
  gram text not null,
  task_id bigint not null,
  term text not null
);
CREATE INDEX task_postings_gram ON public.task_postings USING btree (gram, task_id, term);

create table task_told (
  at timestamp with time zone not null,
  by_user bigint not null,
  part text not null,
  task_id bigint not null,
  constraint task_told_by_user_fkey FOREIGN KEY (by_user) REFERENCES users(id),
  constraint task_told_part_check CHECK ((part = ANY (ARRAY['number'::text, 'term'::text, 'measures'::text]))),
  constraint task_told_pkey PRIMARY KEY (task_id, part),
  constraint task_told_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks(id)
);

create unlogged table task_watchers (
  at timestamp with time zone not null,
  is_editing boolean not null,
  socket text not null,
  task_id bigint not null,
  user_id bigint not null,
  constraint task_watchers_pkey PRIMARY KEY (socket),
  constraint task_watchers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table tasks (
  address text not null default ''::text,
  apartment_id bigint,
  applicant_digits text not null default ''::text,
  applicant_name text not null default ''::text,
  applicant_phone text not null default ''::text,
  call_count integer not null default 0,
  callback_by timestamp with time zone,
  classifier_id bigint,
  classifier_name text,
  company_id bigint,
  created_at timestamp with time zone not null,
  dismissed_dangers text[] not null default '{}'::text[],
  eliminate_by timestamp with time zone,
  house_id bigint,
  id bigint not null generated always as identity,
  inform_by timestamp with time zone,
  is_emergency boolean not null default false,
  is_orphan boolean not null default false,
  joined_to bigint,
  localize_by timestamp with time zone,
  number text,
  owner_id bigint,
  place text not null default ''::text,
  registered_at timestamp with time zone,
  repeat_count integer not null default 0,
  restore_by timestamp with time zone,
  rule_version integer,
  shutdown_id bigint,
  source text not null,
  status text not null,
  text text not null default ''::text,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint tasks_apartment_id_fkey FOREIGN KEY (apartment_id) REFERENCES apartments(id),
  constraint tasks_classifier_id_fkey FOREIGN KEY (classifier_id) REFERENCES classifier(id),
  constraint tasks_house_id_fkey FOREIGN KEY (house_id) REFERENCES houses(id),
  constraint tasks_joined_to_fkey FOREIGN KEY (joined_to) REFERENCES tasks(id),
  constraint tasks_number_key UNIQUE (number),
  constraint tasks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_shutdown_id_fkey FOREIGN KEY (shutdown_id) REFERENCES shutdowns(id),
  constraint tasks_source_check CHECK ((source = ANY (ARRAY['call'::text, 'manual'::text])))
);
CREATE INDEX tasks_apartment ON public.tasks USING btree (apartment_id) WHERE (apartment_id IS NOT NULL);
CREATE INDEX tasks_applicant ON public.tasks USING btree (applicant_digits) WHERE (applicant_digits <> ''::text);
CREATE INDEX tasks_callback ON public.tasks USING btree (applicant_digits) WHERE (status = 'callback'::text);
CREATE INDEX tasks_company ON public.tasks USING btree (company_id, id DESC);
CREATE INDEX tasks_house ON public.tasks USING btree (house_id) WHERE (house_id IS NOT NULL);
CREATE INDEX tasks_house_open ON public.tasks USING btree (house_id) WHERE (status <> ALL (ARRAY['draft'::text, 'callback'::text, 'discarded'::text, 'done'::text, 'closed'::text, 'cancelled'::text]));
CREATE INDEX tasks_joined_to ON public.tasks USING btree (joined_to, id) WHERE (joined_to IS NOT NULL);
CREATE INDEX tasks_newest ON public.tasks USING btree (id DESC) WHERE (status <> ALL (ARRAY['draft'::text, 'discarded'::text]));
CREATE INDEX tasks_open ON public.tasks USING btree (created_at DESC) WHERE (status <> ALL (ARRAY['discarded'::text, 'done'::text, 'closed'::text, 'cancelled'::text]));
CREATE INDEX tasks_recent ON public.tasks USING btree (created_at) WHERE (house_id IS NOT NULL);
CREATE INDEX tasks_shutdown ON public.tasks USING btree (shutdown_id) WHERE (shutdown_id IS NOT NULL);
CREATE TRIGGER tasks_listed AFTER INSERT ON public.tasks REFERENCING NEW TABLE AS new_tasks FOR EACH STATEMENT EXECUTE FUNCTION list_new_tasks();
CREATE TRIGGER tasks_listed_again AFTER UPDATE ON public.tasks FOR EACH ROW WHEN ((((old.number IS DISTINCT FROM new.number) OR (old.applicant_digits IS DISTINCT FROM new.applicant_digits)) OR (old.address IS DISTINCT FROM new.address))) EXECUTE FUNCTION list_changed_task();

create table term_ends (
  gram text not null,
  term text not null,
  constraint term_ends_pkey PRIMARY KEY (gram, term)
);

create table towns (
  fias_id uuid,
  id bigint not null generated always as identity,
  name text not null,
  constraint towns_fias_id_key UNIQUE (fias_id),
  constraint towns_name_key UNIQUE (name),
  constraint towns_pkey PRIMARY KEY (id)
);

create table trunk_history (
  at timestamp with time zone not null,
  fields jsonb not null,
  trunk_id bigint not null,
  user_id bigint,
  version integer not null,
  constraint trunk_history_pkey PRIMARY KEY (trunk_id, version),
  constraint trunk_history_trunk_id_fkey FOREIGN KEY (trunk_id) REFERENCES trunks(id) ON DELETE CASCADE,
  constraint trunk_history_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table trunks (
  addresses text not null default ''::text,
  area_code text not null default ''::text,
  call_limit integer not null default 0,
  caller_number text not null default ''::text,
  codecs text not null default 'alaw,ulaw'::text,
  host text not null default ''::text,
  id bigint not null generated always as identity,
  is_on boolean not null default true,
  is_probed boolean not null default true,
  name text not null,
  numbers_in text not null default 'full'::text,
  numbers_out text not null default 'dialled'::text,
  origin text not null default 'own'::text,
  port integer not null default 5060,
  "position" integer not null,
  registers boolean not null default false,
  secret text not null default ''::text,
  srtp boolean not null default false,
  test jsonb,
  transport text not null default 'udp'::text,
  username text not null default ''::text,
  version integer not null default 1,
  constraint trunks_numbers_in_check CHECK ((numbers_in = ANY (ARRAY['full'::text, 'short'::text]))),
  constraint trunks_numbers_out_check CHECK ((numbers_out = ANY (ARRAY['dialled'::text, 'e164'::text, 'digits'::text, 'national'::text, 'short'::text]))),
  constraint trunks_origin_check CHECK ((origin = ANY (ARRAY['environment'::text, 'own'::text]))),
  constraint trunks_pkey PRIMARY KEY (id),
  constraint trunks_transport_check CHECK ((transport = ANY (ARRAY['udp'::text, 'tcp'::text, 'tls'::text])))
);
CREATE UNIQUE INDEX trunks_environment ON public.trunks USING btree (origin) WHERE (origin = 'environment'::text);

create table user_companies (
  company_id bigint not null,
  user_id bigint not null,
  constraint user_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id),
  constraint user_companies_pkey PRIMARY KEY (user_id, company_id),
  constraint user_companies_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX user_companies_company ON public.user_companies USING btree (company_id);

create table users (
  created_at timestamp with time zone not null default now(),
  id bigint not null generated always as identity,
  is_active boolean not null default true,
  is_paused boolean not null default false,
  login text not null,
  name text not null,
  password_hash text not null,
  role text not null,
  sip_username text,
  constraint users_login_key UNIQUE (login),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'dispatcher'::text, 'supervisor'::text, 'admin'::text, 'viewer'::text]))),
  constraint users_sip_username_key UNIQUE (sip_username)
);

create unlogged table web_processes (
  at timestamp with time zone not null,
  id uuid not null,
  serving_since timestamp with time zone not null,
  constraint web_processes_pkey PRIMARY KEY (id)
);

create table worker_group_members (
  group_id bigint not null,
  worker_id bigint not null,
  constraint worker_group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES worker_groups(id) ON DELETE CASCADE,
  constraint worker_group_members_pkey PRIMARY KEY (group_id, worker_id),
  constraint worker_group_members_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES workers(id) ON DELETE CASCADE
);

create table worker_groups (
  categories text[] not null default '{}'::text[],
  id bigint not null generated always as identity,
  name text not null,
  constraint worker_groups_name_key UNIQUE (name),
  constraint worker_groups_pkey PRIMARY KEY (id)
);

create table worker_phones (
  digits text not null,
  worker_id bigint not null,
  constraint worker_phones_digits_check CHECK ((digits <> ''::text)),
  constraint worker_phones_pkey PRIMARY KEY (digits, worker_id),
  constraint worker_phones_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES workers(id) ON DELETE CASCADE
);

create table workers (
  id bigint not null generated always as identity,
  is_active boolean not null default true,
  name text not null,
  profession text not null default ''::text,
  constraint workers_pkey PRIMARY KEY (id)
);

create view operator_offers as
 SELECT user_id,
    sip_username,
    is_paused,
    pause_reason,
    pause_name,
    note,
    wrap_up_until,
    is_wrapping_up,
    why,
    ((NOT is_paused) AND (NOT is_wrapping_up) AND (why IS NULL)) AS is_offered
   FROM ( SELECT u.id AS user_id,
            u.sip_username,
            u.is_paused,
            s.pause_reason,
            r.name AS pause_name,
            COALESCE(s.note, ''::text) AS note,
            s.wrap_up_until,
            COALESCE((s.wrap_up_until > now()), false) AS is_wrapping_up,
                CASE
                    WHEN (h.at > (now() - '00:00:08'::interval)) THEN
                    CASE
                        WHEN (h.phone <> 'registered'::text) THEN 'phoneLost'::text
                        WHEN (h.microphone <> 'live'::text) THEN 'microphoneOff'::text
                        ELSE NULL::text
                    END
                    WHEN ((h.at IS NOT NULL) AND web.may_judge) THEN 'noHeartbeat'::text
                    ELSE NULL::text
                END AS why
           FROM ((((users u
             LEFT JOIN operator_states s ON ((s.user_id = u.id)))
             LEFT JOIN pause_reasons r ON ((r.key = s.pause_reason)))
             LEFT JOIN operator_heartbeats h ON ((h.user_id = u.id)))
             CROSS JOIN ( SELECT COALESCE((bool_or(((web_processes.at > (now() - '00:00:03'::interval)) AND (web_processes.serving_since < (now() - '00:00:15'::interval)))) AND (NOT bool_or(((web_processes.at >= (now() - '00:00:20'::interval)) AND (web_processes.at <= (now() - '00:00:03'::interval)))))), false) AS may_judge
                   FROM web_processes) web)
          WHERE ((u.sip_username IS NOT NULL) AND u.is_active)) o;

CREATE OR REPLACE FUNCTION public.beginnings_of_term(kind text, term text)
 RETURNS TABLE(beginning text, known integer)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select left(term, e.place), lag(e.place, 1, 0) over (order by e.place)
      from (
        select length(left(term, 100)) as place
        union select n from generate_series(1, least(length(term), 100) - 1) n
          where kind in ('c', 'a') and substr(term, n + 1, 1) = ' '
        union select n from (values (4), (7)) v (n) where kind in ('n', 'p') and n < length(term)
      ) e
    $function$;

CREATE OR REPLACE FUNCTION public.call_terms(from_digits text, display_name text)
 RETURNS TABLE(kind text, term text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select v.kind, v.term from (values ('n', from_digits), ('c', normalised(display_name))) v (kind, term)
      where v.term <> ''
    $function$;

CREATE OR REPLACE FUNCTION public.ends_of_term(kind text, term text)
 RETURNS TABLE(gram text, beginning text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select distinct kind || reverse(substr(term, greatest(1, place - 11), least(12, place))), b.beginning
      from beginnings_of_term(kind, term) b
      cross join lateral generate_series(
        b.known + 1, case when length(b.beginning) = 100 then length(term) else length(b.beginning) end
      ) place
    $function$;

CREATE OR REPLACE FUNCTION public.house_key(number text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(normalised(number),
        '^(дом|д)(?=[\s\d])', ''),
        '\s*(корпус|корп|к)\s*(?=\d)', '/'),
        '\s*(строение|стр|с)\s*(?=\d)', 'с'),
        '(\d)[\s-]*(?:литера|литер|лит|буква|корпус|корп|к)?[\s-]*([а-я])$', '\1\2'),
        '\s+', '', 'g')
    $function$;

CREATE OR REPLACE FUNCTION public.list_changed_call()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into caller_numbers (term) select new.from_digits where new.from_digits <> '' on conflict do nothing;
      insert into caller_names (term)
        select normalised(new.display_name) where normalised(new.display_name) <> '' on conflict do nothing;
      insert into call_postings (arrived_at, gram, term)
        select new.arrived_at, g.gram, g.term_beside
        from call_terms(new.from_digits, new.display_name) t cross join lateral search_grams(t.kind, t.term) g;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.list_changed_task()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into applicant_numbers (term)
        select new.applicant_digits where new.applicant_digits <> '' on conflict do nothing;
      insert into task_addresses (term)
        select normalised(new.address) where normalised(new.address) <> '' on conflict do nothing;
      delete from task_postings p
        using (
          select * from task_grams(old.number, old.applicant_digits, old.address)
          except select * from task_grams(new.number, new.applicant_digits, new.address)
        ) gone
        where p.gram = gone.gram and p.task_id = old.id and p.term = gone.term_beside;
      insert into task_postings (task_id, gram, term)
        select new.id, g.gram, g.term_beside from (
          select * from task_grams(new.number, new.applicant_digits, new.address)
          except select * from task_grams(old.number, old.applicant_digits, old.address)
        ) g;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.list_new_calls()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      -- in order, so that two who bring the same new terms wait for one another and not in a ring
      insert into caller_numbers (term)
        select distinct from_digits from new_calls where from_digits <> '' order by 1 on conflict do nothing;
      insert into caller_names (term)
        select distinct normalised(display_name) from new_calls where normalised(display_name) <> '' order by 1
        on conflict do nothing;
      insert into call_postings (arrived_at, gram, term)
        select c.arrived_at, g.gram, g.term_beside
        from new_calls c cross join lateral call_terms(c.from_digits, c.display_name) t
        cross join lateral search_grams(t.kind, t.term) g;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.list_new_tasks()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      insert into applicant_numbers (term)
        select distinct applicant_digits from new_tasks where applicant_digits <> '' order by 1 on conflict do nothing;
      insert into task_addresses (term)
        select distinct normalised(address) from new_tasks where normalised(address) <> '' order by 1
        on conflict do nothing;
      insert into task_postings (task_id, gram, term)
        select t.id, g.gram, g.term_beside
        from new_tasks t cross join lateral task_grams(t.number, t.applicant_digits, t.address) g;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.list_new_term()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      -- in order, so that two who bring the same new beginnings wait for one another and not in a ring
      insert into term_ends (gram, term)
        select e.gram, e.beginning from ends_of_term(tg_argv[0], new.term) e order by 1, 2 on conflict do nothing;
      return null;
    end $function$;

CREATE OR REPLACE FUNCTION public.normalised(line text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select trim(regexp_replace(regexp_replace(replace(lower(line), 'ё', 'е'), '[«»"''.,;()]', ' ', 'g'),
        '\s+', ' ', 'g'))
    $function$;

CREATE OR REPLACE FUNCTION public.places_of_numbers(numbers text[], today date)
 RETURNS TABLE(digits text, apartment_id bigint, resident_id bigint, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
      select distinct on (known.digits, known.apartment_id)
        known.digits, known.apartment_id, known.resident_id, known.last_used_at
      from (
        select p.digits, p.apartment_id, p.last_used_at, 1 as turn,
          case when stay.has_left then null else p.resident_id end as resident_id
        from phones p
        left join lateral (
          select count(*) > 0 and not bool_or((ar.lives_from is null or ar.lives_from <= today)
            and (ar.lives_to is null or ar.lives_to >= today)) as has_left
          from apartment_residents ar
          where ar.apartment_id = p.apartment_id and ar.resident_id = p.resident_id
        ) stay on true
        where p.digits = any(numbers) and p.digits <> '' and p.known_until is null
          and (p.kind = 'home' or not coalesce(stay.has_left, false))
        union all
        select p.digits, ar.apartment_id, null, 2, p.resident_id
        from phones p
        join apartment_residents ar on ar.resident_id = p.resident_id
        where p.digits = any(numbers) and p.digits <> '' and p.known_until is null and p.kind <> 'home'
          and (ar.lives_from is null or ar.lives_from <= today) and (ar.lives_to is null or ar.lives_to >= today)
          and not exists (select from phones taken where taken.digits = p.digits
            and taken.apartment_id = ar.apartment_id and taken.known_until is not null)
      ) known
      join apartments a on a.id = known.apartment_id and a.kind in ('flat','nonResidential')
      order by known.digits, known.apartment_id, known.turn
    $function$;

CREATE OR REPLACE FUNCTION public.search_grams(kind text, term text)
 RETURNS TABLE(gram text, term_beside text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select kind || '=' || b.beginning, '' from beginnings_of_term(kind, term) b
      union all
      select kind || part, case when length(term) <= 80 then term else '' end
      from (select '*' union all select substr(term, n, 3) from generate_series(1, length(term) - 2, 2) n) parts (part)
    $function$;

CREATE OR REPLACE FUNCTION public.set_house_key()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      new.number_key := house_key(new.number);
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.set_resident_search()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    begin
      new.search := normalised(new.name);
      return new;
    end $function$;

CREATE OR REPLACE FUNCTION public.task_grams(number text, applicant_digits text, address text)
 RETURNS TABLE(gram text, term_beside text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select g.gram, g.term_beside
      from task_terms(applicant_digits, address) t cross join lateral search_grams(t.kind, t.term) g
      union all
      -- people quote the tail of a number
      select '#' || v.tail, '' from (
        select number union select right(number, n) from generate_series(2, 6) n
      ) v (tail) where v.tail is not null
    $function$;

CREATE OR REPLACE FUNCTION public.task_terms(applicant_digits text, address text)
 RETURNS TABLE(kind text, term text)
 LANGUAGE sql
 IMMUTABLE
AS $function$
      select v.kind, v.term from (values ('p', applicant_digits), ('a', normalised(address))) v (kind, term)
      where v.term <> ''
    $function$;

-- Custom notes are kept by hand; drizzle-kit wrote the rest.
CREATE SCHEMA "audit";
--> statement-breakpoint
CREATE TYPE "audit"."severity" AS ENUM('debug', 'info', 'warn', 'error');--> statement-breakpoint
ALTER TYPE "public"."plan" ADD VALUE 'starter' BEFORE 'team';--> statement-breakpoint
CREATE SEQUENCE "public"."invoice_no" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1000 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit"."events" (
	"id" "smallserial" PRIMARY KEY NOT NULL,
	"at" timestamp (3) DEFAULT now() NOT NULL,
	"level" "audit"."severity" DEFAULT 'info' NOT NULL,
	"ip" "inet", -- v4 or v6
	"net" "cidr",
	"mac" "macaddr",
	/* how long */ "took" interval,
	"day" date,
	"clock" time,
	"ratio" double precision,
	"weight" real,
	"bytes" bigint,
	"country" char(2),
	"place" "point",
	"embedding" vector(3), /* pgvector /* nested */ 🧭 */
	"matrix" integer[][] -- rows, columns
	,
	"user_id" uuid,
	CONSTRAINT "events_once" UNIQUE NULLS NOT DISTINCT("at","user_id")
);
--> statement-breakpoint
ALTER TABLE "audit"."events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"number" integer DEFAULT nextval('invoice_no') NOT NULL,
	"project_id" integer NOT NULL,
	"net" numeric NOT NULL, -- euros; no cents lost?
	"gross" numeric(12, 2) GENERATED ALWAYS AS (net * 1.19) STORED
);
--> statement-breakpoint
ALTER TABLE "projects" ALTER COLUMN "slug" SET DATA TYPE varchar(128);--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "title" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "budget" numeric(12, 2) /* was money */ DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "owner_team" integer;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "priority" smallint DEFAULT 3 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit"."events" ADD CONSTRAINT "events_user_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_at_level_index" ON "audit"."events" USING btree ("at" DESC NULLS FIRST,"level");--> statement-breakpoint
CREATE INDEX "events_ip_idx" -- looked up by support
  ON "audit"."events" USING gist ("ip" inet_ops);--> statement-breakpoint
CREATE INDEX CONCURRENTLY "events_country_idx" ON "audit"."events" USING btree ("country");--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_owner_team_projects_id_fk" FOREIGN KEY ("owner_team") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
/* Everything from here to the view
   was added by hand. */
-- backfill
UPDATE "projects" SET "budget" = 1000 -- the old default
  WHERE "archived" = false;--> statement-breakpoint
INSERT INTO "audit"."events" ("level", "ip", "took", "day", "at") VALUES
	('info', '10.0.0.1', '5 minutes', '2025-11-25', '2025-11-24 08:00'), -- first
	('warn', NULL, interval '1' day, CURRENT_DATE, DEFAULT) /* last; really */;--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "projects_slug_idx";--> statement-breakpoint
CREATE UNIQUE INDEX "projects_slug_key" ON "projects" USING btree (lower("slug") COLLATE "C" text_pattern_ops);--> statement-breakpoint
CREATE VIEW "public"."open_tasks" AS (select "id", "title" from "tasks" where "tasks"."due_at" is null);
ALTER TABLE "conversations" ADD COLUMN "recent" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "corrected_at" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "written_as" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "about_id" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "shown" jsonb;--> statement-breakpoint
CREATE INDEX "messages_about" ON "messages" USING btree ("about_id") WHERE about_id is not null;--> statement-breakpoint
CREATE INDEX "messages_written" ON "messages" USING btree ("written_as") WHERE written_as is not null;
ALTER TABLE "messages" ADD COLUMN "parts" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "onward" jsonb;--> statement-breakpoint
CREATE INDEX "messages_billed" ON "messages" USING btree ("channel","at") WHERE parts is not null;
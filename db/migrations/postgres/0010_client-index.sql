DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "outbox_held" ON "outbox" USING btree ("lane") WHERE done_at is null and worker is not null and lane is not null;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("run_at","lane","worker") WHERE done_at is null;
CREATE TABLE "goal_messages" (
	"staff_id" bigint PRIMARY KEY NOT NULL,
	"day" text NOT NULL,
	"message_id" bigint NOT NULL,
	"identity_id" bigint NOT NULL,
	"external_id" text,
	"shown" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "order_items_order";--> statement-breakpoint
DROP INDEX "orders_created";--> statement-breakpoint
DROP INDEX "payments_at";--> statement-breakpoint
DROP INDEX "stage_visits_left";--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "waited_ms" bigint;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "reached_at" bigint;--> statement-breakpoint
ALTER TABLE "goal_messages" ADD CONSTRAINT "goal_messages_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_due_money" ON "orders" USING btree ("due_at","total","paid") WHERE paid < total and outcome <> 'lost';--> statement-breakpoint
CREATE INDEX "orders_lost" ON "orders" USING btree ("closed_at","loss_reason","total") WHERE outcome = 'lost';--> statement-breakpoint
CREATE INDEX "clients_orders" ON "clients" USING btree ("orders_count");--> statement-breakpoint
CREATE INDEX "clients_created" ON "clients" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "messages_replies" ON "messages" USING btree ("staff_id","at","waited_ms") WHERE waited_ms is not null;--> statement-breakpoint
CREATE INDEX "tasks_done" ON "tasks" USING btree ("done_at","done_by_id","due_at") WHERE done_at is not null;--> statement-breakpoint
CREATE INDEX "order_items_order" ON "order_items" USING btree ("order_id","product_id","amount","total");--> statement-breakpoint
CREATE INDEX "orders_created" ON "orders" USING btree ("created_at","reached","outcome","pipeline_id","fulfilment","source","responsible_id","total");--> statement-breakpoint
CREATE INDEX "payments_at" ON "payments" USING btree ("at","amount");--> statement-breakpoint
CREATE INDEX "stage_visits_left" ON "stage_visits" USING btree ("stage_id","left_at","entered_at");
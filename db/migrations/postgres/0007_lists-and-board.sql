DROP INDEX "orders_lost";--> statement-breakpoint
DROP INDEX "orders_due";--> statement-breakpoint
DROP INDEX "clients_orders";--> statement-breakpoint
CREATE INDEX "orders_closed" ON "orders" USING btree ("closed_at","outcome","stage_id","loss_reason","total") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "clients_status" ON "clients" USING btree ("status");--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "clients_orders" ON "clients" USING btree ("orders_count","merged_into");
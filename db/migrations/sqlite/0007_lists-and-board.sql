DROP INDEX `orders_lost`;--> statement-breakpoint
DROP INDEX `orders_due`;--> statement-breakpoint
CREATE INDEX `orders_closed` ON `orders` (`closed_at`,`outcome`,`stage_id`,`loss_reason`,`total`) WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX `orders_due` ON `orders` (`due_at`);--> statement-breakpoint
DROP INDEX `clients_orders`;--> statement-breakpoint
CREATE INDEX `clients_status` ON `clients` (`status`);--> statement-breakpoint
CREATE INDEX `clients_orders` ON `clients` (`orders_count`,`merged_into`);
CREATE TABLE `goal_messages` (
	`staff_id` integer PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`message_id` integer NOT NULL,
	`identity_id` integer NOT NULL,
	`external_id` text,
	`shown` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `order_items_order`;--> statement-breakpoint
CREATE INDEX `order_items_order` ON `order_items` (`order_id`,`product_id`,`amount`,`total`);--> statement-breakpoint
DROP INDEX `orders_created`;--> statement-breakpoint
CREATE INDEX `orders_due_money` ON `orders` (`due_at`,`total`,`paid`) WHERE paid < total and outcome <> 'lost';--> statement-breakpoint
CREATE INDEX `orders_lost` ON `orders` (`closed_at`,`loss_reason`,`total`) WHERE outcome = 'lost';--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`created_at`,`reached`,`outcome`,`pipeline_id`,`fulfilment`,`source`,`responsible_id`,`total`);--> statement-breakpoint
DROP INDEX `payments_at`;--> statement-breakpoint
CREATE INDEX `payments_at` ON `payments` (`at`,`amount`);--> statement-breakpoint
DROP INDEX `stage_visits_left`;--> statement-breakpoint
CREATE INDEX `stage_visits_left` ON `stage_visits` (`stage_id`,`left_at`,`entered_at`);--> statement-breakpoint
ALTER TABLE `messages` ADD `waited_ms` integer;--> statement-breakpoint
CREATE INDEX `messages_replies` ON `messages` (`staff_id`,`at`,`waited_ms`) WHERE waited_ms is not null;--> statement-breakpoint
ALTER TABLE `goals` ADD `reached_at` integer;--> statement-breakpoint
CREATE INDEX `clients_orders` ON `clients` (`orders_count`);--> statement-breakpoint
CREATE INDEX `clients_created` ON `clients` (`created_at`);--> statement-breakpoint
CREATE INDEX `tasks_done` ON `tasks` (`done_at`,`done_by_id`,`due_at`) WHERE done_at is not null;
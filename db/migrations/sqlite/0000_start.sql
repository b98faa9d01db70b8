CREATE TABLE `products` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`section_id` integer NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`photo` text,
	`unit` text NOT NULL,
	`price` integer NOT NULL,
	`min_amount` integer NOT NULL,
	`max_amount` integer NOT NULL,
	`step_amount` integer NOT NULL,
	`options` text NOT NULL,
	`inscribable` integer DEFAULT false NOT NULL,
	`notice_hours` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`section_id`) REFERENCES `sections`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "products_unit" CHECK("products"."unit" in ('kg', 'piece', 'tier'))
);
--> statement-breakpoint
CREATE INDEX `products_section` ON `products` (`section_id`,`position`);--> statement-breakpoint
CREATE TABLE `sections` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `order_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`title` text NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`options` text NOT NULL,
	`inscription` text,
	`total` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `order_items_order` ON `order_items` (`order_id`);--> statement-breakpoint
CREATE INDEX `order_items_product` ON `order_items` (`product_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`origin` text NOT NULL,
	`pipeline_id` integer NOT NULL,
	`stage_id` integer NOT NULL,
	`stage_since` integer NOT NULL,
	`visit_id` integer DEFAULT 0 NOT NULL,
	`outcome` text DEFAULT 'open' NOT NULL,
	`closed_at` integer,
	`loss_reason` text,
	`reached` integer NOT NULL,
	`client_id` integer NOT NULL,
	`responsible_id` integer,
	`maker_id` integer,
	`driver_id` integer,
	`items_total` integer NOT NULL,
	`delivery_fee` integer DEFAULT 0 NOT NULL,
	`total` integer NOT NULL,
	`paid` integer DEFAULT 0 NOT NULL,
	`unpaid_allowed` integer DEFAULT false NOT NULL,
	`allergies_asked` integer DEFAULT false NOT NULL,
	`due_at` integer,
	`due_until` integer,
	`confirmed_at` integer,
	`fulfilment` text NOT NULL,
	`address` text,
	`latitude` real,
	`longitude` real,
	`contact_name` text,
	`contact_phone` text,
	`wishes` text,
	`source` text,
	`agreed` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`pipeline_id`) REFERENCES `pipelines`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stage_id`) REFERENCES `stages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`maker_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "orders_outcome" CHECK("orders"."outcome" in ('open', 'won', 'lost'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_origin` ON `orders` (`origin`);--> statement-breakpoint
CREATE INDEX `orders_client` ON `orders` (`client_id`,`id`);--> statement-breakpoint
CREATE INDEX `orders_stage` ON `orders` (`stage_id`,`stage_since`) WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX `orders_responsible` ON `orders` (`responsible_id`,`due_at`) WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX `orders_maker` ON `orders` (`maker_id`,`due_at`) WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX `orders_driver` ON `orders` (`driver_id`,`due_at`) WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX `orders_due` ON `orders` (`due_at`) WHERE outcome <> 'lost';--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`created_at`,`reached`);--> statement-breakpoint
CREATE TABLE `payments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` integer NOT NULL,
	`amount` integer NOT NULL,
	`method` text NOT NULL,
	`origin` text NOT NULL,
	`by_id` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payments_origin` ON `payments` (`origin`);--> statement-breakpoint
CREATE INDEX `payments_order` ON `payments` (`order_id`);--> statement-breakpoint
CREATE TABLE `pipelines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stage_visits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` integer NOT NULL,
	`stage_id` integer NOT NULL,
	`entered_at` integer NOT NULL,
	`left_at` integer,
	`entered_by_kind` text NOT NULL,
	`entered_by_id` integer,
	`reason` text,
	`previous_id` integer,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stage_id`) REFERENCES `stages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stage_visits_order` ON `stage_visits` (`order_id`,`id`);--> statement-breakpoint
CREATE INDEX `stage_visits_left` ON `stage_visits` (`left_at`,`stage_id`,`entered_at`);--> statement-breakpoint
CREATE TABLE `stages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pipeline_id` integer NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`verb` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`norm_minutes` integer,
	`requires` text DEFAULT '[]' NOT NULL,
	`fulfilment` text,
	`client_may_change` integer DEFAULT false NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`pipeline_id`) REFERENCES `pipelines`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stages_kind" CHECK("stages"."kind" in ('open', 'won', 'lost'))
);
--> statement-breakpoint
CREATE INDEX `stages_pipeline` ON `stages` (`pipeline_id`,`position`);--> statement-breakpoint
CREATE TABLE `allergies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`client_id` integer NOT NULL,
	`order_id` integer,
	`sealed` text NOT NULL,
	`consented_at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `allergies_client` ON `allergies` (`client_id`);--> statement-breakpoint
CREATE INDEX `allergies_order` ON `allergies` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
CREATE TABLE `clients` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text,
	`language` text NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`responsible_id` integer,
	`phone` text,
	`source` text,
	`birthday` text,
	`fields` text DEFAULT '{}' NOT NULL,
	`consents` text DEFAULT '{}' NOT NULL,
	`search` text DEFAULT '' NOT NULL,
	`orders_count` integer DEFAULT 0 NOT NULL,
	`orders_sum` integer DEFAULT 0 NOT NULL,
	`last_order_at` integer,
	`created_at` integer NOT NULL,
	`merged_into` integer,
	FOREIGN KEY (`responsible_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "clients_status" CHECK("clients"."status" in ('new', 'interested', 'negotiation', 'customer', 'lost'))
);
--> statement-breakpoint
CREATE INDEX `clients_phone` ON `clients` (`phone`);--> statement-breakpoint
CREATE TABLE `identities` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`client_id` integer,
	`staff_id` integer,
	`name` text,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	`closed_why` text,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_address` ON `identities` (`channel`,`address`);--> statement-breakpoint
CREATE INDEX `identities_client` ON `identities` (`client_id`);--> statement-breakpoint
CREATE INDEX `identities_staff` ON `identities` (`staff_id`);--> statement-breakpoint
CREATE TABLE `invites` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code_hash` text NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invites_code` ON `invites` (`code_hash`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`language` text NOT NULL,
	`phone` text,
	`on_shift` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`purpose` text NOT NULL,
	`channel` text NOT NULL,
	`remote_id` text NOT NULL,
	`name` text,
	`mime` text,
	`size` integer,
	`file` text,
	`failure` text,
	`client_id` integer,
	`order_id` integer,
	`message_id` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachments_order` ON `attachments` (`order_id`) WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX `attachments_client` ON `attachments` (`client_id`);--> statement-breakpoint
CREATE TABLE `cards` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`identity_id` integer NOT NULL,
	`staff_id` integer NOT NULL,
	`order_id` integer NOT NULL,
	`external_id` text,
	`shown` text,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cards_person_order` ON `cards` (`identity_id`,`order_id`);--> statement-breakpoint
CREATE INDEX `cards_order` ON `cards` (`order_id`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`identity_id` integer NOT NULL,
	`dialog` text,
	`step` text,
	`draft` integer DEFAULT 0 NOT NULL,
	`answers` text DEFAULT '{}' NOT NULL,
	`paused` text DEFAULT '[]' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`with_person` integer DEFAULT false NOT NULL,
	`menu` text DEFAULT '[]' NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversations_identity` ON `conversations` (`identity_id`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`external_id` text NOT NULL,
	`identity_id` integer NOT NULL,
	`received_at` integer NOT NULL,
	`failure` text,
	`raw` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbox_external` ON `inbox` (`channel`,`external_id`);--> statement-breakpoint
CREATE INDEX `inbox_received` ON `inbox` (`received_at`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`direction` text NOT NULL,
	`channel` text NOT NULL,
	`identity_id` integer NOT NULL,
	`client_id` integer,
	`order_id` integer,
	`staff_id` integer,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`external_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "messages_state" CHECK("messages"."state" in ('waiting', 'sent', 'delivered', 'read', 'failed', 'uncertain', 'skipped', 'received'))
);
--> statement-breakpoint
CREATE INDEX `messages_client` ON `messages` (`client_id`,`id`) WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX `messages_external` ON `messages` (`external_id`,`identity_id`) WHERE external_id is not null;--> statement-breakpoint
CREATE TABLE `web_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`identity_id` integer NOT NULL,
	`mine` integer NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`revision` integer NOT NULL,
	`removed` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`identity_id`) REFERENCES `identities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `web_messages_identity` ON `web_messages` (`identity_id`,`revision`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`order_id` integer,
	`client_id` integer,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`data` text NOT NULL,
	`depth` integer DEFAULT 0 NOT NULL,
	`followed` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_order` ON `events` (`order_id`,`id`) WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX `events_client` ON `events` (`client_id`,`id`) WHERE client_id is not null;--> statement-breakpoint
CREATE INDEX `events_unfollowed` ON `events` (`id`) WHERE not followed;--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`lane` text,
	`channel` text,
	`payload` text NOT NULL,
	`dedupe` text,
	`subject` text,
	`run_at` integer NOT NULL,
	`worker` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`result` text,
	`reason` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_dedupe` ON `outbox` (`dedupe`) WHERE dedupe is not null;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`run_at`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `outbox_lane` ON `outbox` (`lane`,`id`) WHERE done_at is null and lane is not null;--> statement-breakpoint
CREATE INDEX `outbox_subject` ON `outbox` (`subject`) WHERE done_at is null and subject is not null;--> statement-breakpoint
CREATE INDEX `outbox_done` ON `outbox` (`done_at`) WHERE done_at is not null;--> statement-breakpoint
CREATE TABLE `rule_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`rule_id` integer NOT NULL,
	`event_id` integer NOT NULL,
	`order_id` integer,
	`at` integer NOT NULL,
	`result` text NOT NULL,
	`note` text,
	FOREIGN KEY (`rule_id`) REFERENCES `rules`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rule_runs_once` ON `rule_runs` (`rule_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `rule_runs_order` ON `rule_runs` (`order_id`);--> statement-breakpoint
CREATE TABLE `rules` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`position` integer NOT NULL,
	`title` text NOT NULL,
	`event` text NOT NULL,
	`conditions` text NOT NULL,
	`actions` text NOT NULL,
	`enabled` integer DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rules_event` ON `rules` (`event`,`position`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`title` text NOT NULL,
	`assignee_id` integer,
	`role` text NOT NULL,
	`order_id` integer,
	`client_id` integer,
	`due_at` integer NOT NULL,
	`done_at` integer,
	`done_by_id` integer,
	`comment` text,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`assignee_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_origin` ON `tasks` (`origin`);--> statement-breakpoint
CREATE INDEX `tasks_open` ON `tasks` (`due_at`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `tasks_assignee` ON `tasks` (`assignee_id`,`due_at`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `tasks_order` ON `tasks` (`order_id`) WHERE order_id is not null;
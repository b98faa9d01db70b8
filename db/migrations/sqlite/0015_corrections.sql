ALTER TABLE `conversations` ADD `recent` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `messages` ADD `corrected_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `written_as` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `about_id` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `shown` text;--> statement-breakpoint
CREATE INDEX `messages_about` ON `messages` (`about_id`) WHERE about_id is not null;--> statement-breakpoint
CREATE INDEX `messages_written` ON `messages` (`written_as`) WHERE written_as is not null;
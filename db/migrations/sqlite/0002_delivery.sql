ALTER TABLE `messages` ADD `parts` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `onward` text;--> statement-breakpoint
CREATE INDEX `messages_billed` ON `messages` (`channel`,`at`) WHERE parts is not null;
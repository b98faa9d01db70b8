CREATE TABLE `joins` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code_hash` text NOT NULL,
	`client_id` integer NOT NULL,
	`met_id` integer,
	`channel` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`client_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`met_id`) REFERENCES `clients`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `joins_code` ON `joins` (`code_hash`);--> statement-breakpoint
CREATE INDEX `joins_client` ON `joins` (`client_id`);--> statement-breakpoint
CREATE INDEX `joins_met` ON `joins` (`met_id`);--> statement-breakpoint
ALTER TABLE `clients` ADD `phone_confirmed_at` integer;--> statement-breakpoint
UPDATE clients SET phone_confirmed_at = created_at WHERE phone IS NOT NULL AND (
  source = 'phone'
  OR id IN (SELECT e.client_id FROM events e WHERE e.type = 'client.appeared' AND e.actor_kind IN ('staff', 'key', 'system'))
  OR EXISTS (SELECT 1 FROM identities i JOIN conversations c ON c.identity_id = i.id WHERE i.client_id = clients.id AND i.address = clients.phone AND i.channel IN ('sms', 'whatsapp') AND c.updated_at > 0)
);

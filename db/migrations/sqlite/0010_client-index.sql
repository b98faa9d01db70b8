DROP INDEX `outbox_due`;--> statement-breakpoint
CREATE INDEX `outbox_held` ON `outbox` (`lane`) WHERE done_at is null and worker is not null and lane is not null;--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`run_at`,`lane`,`worker`) WHERE done_at is null;--> statement-breakpoint
CREATE VIRTUAL TABLE `client_index` USING fts5(`search`, content = 'clients', content_rowid = 'id', tokenize = 'trigram', detail = 'none');
--> statement-breakpoint
INSERT INTO `client_index` (`client_index`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO `client_index` (`client_index`) VALUES ('rebuild');
--> statement-breakpoint
CREATE TRIGGER `clients_known` AFTER INSERT ON `clients` BEGIN
  INSERT INTO `client_index` (`rowid`, `search`) VALUES (new.`id`, new.`search`);
END;
--> statement-breakpoint
CREATE TRIGGER `clients_renamed` AFTER UPDATE OF `search` ON `clients` BEGIN
  INSERT INTO `client_index` (`client_index`, `rowid`, `search`) VALUES ('delete', old.`id`, old.`search`);
  INSERT INTO `client_index` (`rowid`, `search`) VALUES (new.`id`, new.`search`);
END;
--> statement-breakpoint
CREATE TRIGGER `clients_removed` AFTER DELETE ON `clients` BEGIN
  INSERT INTO `client_index` (`client_index`, `rowid`, `search`) VALUES ('delete', old.`id`, old.`search`);
END;

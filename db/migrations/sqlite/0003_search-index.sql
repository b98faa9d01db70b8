CREATE VIRTUAL TABLE `search_index` USING fts5(`text`, tokenize = 'trigram', detail = 'none');
--> statement-breakpoint
INSERT INTO `search_index` (`search_index`, `rank`) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER `messages_forgotten` AFTER UPDATE OF `text` ON `messages` BEGIN
  DELETE FROM `search_index` WHERE `rowid` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `messages_removed` AFTER DELETE ON `messages` BEGIN
  DELETE FROM `search_index` WHERE `rowid` = old.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `orders_forgotten` AFTER UPDATE OF `contact_name`, `contact_phone`, `wishes`, `address` ON `orders` BEGIN
  DELETE FROM `search_index` WHERE `rowid` = -old.`id`;
END;

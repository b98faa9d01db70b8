CREATE TABLE "search_index" ("rowid" bigint PRIMARY KEY, "text" text NOT NULL);
--> statement-breakpoint
DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXECUTE 'CREATE INDEX "search_index_text" ON "search_index" USING gin ("text" gin_trgm_ops)';
  EXECUTE 'CREATE INDEX "clients_search" ON "clients" USING gin ("search" gin_trgm_ops)';
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'pg_trgm cannot be had here: searching will be slow';
END $$;
--> statement-breakpoint
CREATE FUNCTION "forget_message"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM "search_index" WHERE "rowid" = old."id";
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "forget_order"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  DELETE FROM "search_index" WHERE "rowid" = -old."id";
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "messages_forgotten" AFTER UPDATE OF "text" ON "messages" FOR EACH ROW EXECUTE FUNCTION "forget_message"();
--> statement-breakpoint
CREATE TRIGGER "messages_removed" AFTER DELETE ON "messages" FOR EACH ROW EXECUTE FUNCTION "forget_message"();
--> statement-breakpoint
CREATE TRIGGER "orders_forgotten" AFTER UPDATE OF "contact_name", "contact_phone", "wishes", "address" ON "orders" FOR EACH ROW EXECUTE FUNCTION "forget_order"();

-- The role and the database of the market. As PostgreSQL's administrator:
--   psql -v password='…' -f postgres.sql
-- The market's role owns its database and nothing else: no superuser, no right to make databases or roles.
\set ON_ERROR_STOP on
CREATE ROLE market LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE market OWNER market TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE market FROM PUBLIC;
\connect market
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

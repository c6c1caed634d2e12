//! The only home of queries: one file a table or read model.

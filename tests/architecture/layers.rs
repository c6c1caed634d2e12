//! The layers of the code base, lowest first, and what each may use.

/// A layer: its name, where its files lie, the layers it may use. Every layer may use itself.
struct Layer {
    name: &'static str,
    places: &'static [&'static str],
    uses: &'static [&'static str],
}

const fn layer(name: &'static str, places: &'static [&'static str], uses: &'static [&'static str]) -> Layer {
    Layer { name, places, uses }
}

/// A file belongs to the layer with the longest fitting place.
const LAYERS: &[Layer] = &[
    layer("domain", &["src/domain/"], &[]),
    layer("texts", &["src/texts/", "catalogue"], &["domain"]),
    layer("routes", &["src/routes.rs", "src/routes/"], &["domain"]),
    layer("db", &["src/server/db/"], &["base"]),
    layer(
        "base",
        &[
            "src/server/cache.rs",
            "src/server/caches.rs",
            "src/server/clock.rs",
            "src/server/config.rs",
            "src/server/config/",
            "src/server/documents/",
            "src/server/error.rs",
            "src/server/freshness/",
            "src/server/geo.rs",
            "src/server/images/",
            "src/server/integrations/",
            "src/server/mails/",
            "src/server/metrics.rs",
            "src/server/page_cache/",
            "src/server/search_index/",
            "src/server/security/",
            "src/server/site_settings.rs",
            "src/server/startup/secrets.rs",
            "src/server/startup/writable.rs",
            "src/server/storage/",
            "src/server/takeover.rs",
        ],
        &["domain", "texts", "routes", "db"],
    ),
    layer("repositories", &["src/server/repositories/"], &["domain", "db", "base"]),
    // A leaf: it names no service, no repository, no page.
    layer("state", &["src/server/state.rs"], &["db", "base"]),
    layer("context", &["src/server/actor.rs", "src/server/context.rs"], &["domain", "base", "state"]),
    // What an answer carries: needs the state or the request.
    layer(
        "http",
        &["src/server/security/csrf.rs", "src/server/security/flash.rs", "src/server/security/headers.rs"],
        &["domain", "base", "state", "context"],
    ),
    layer(
        "services",
        &["src/server/services/"],
        &["domain", "texts", "routes", "db", "base", "repositories", "state", "context"],
    ),
    // The current request, for everything that answers one.
    layer("request", &["src/server/ctx.rs"], &["domain", "base", "state", "context", "http", "services"]),
    layer(
        "server functions",
        &["src/server_fns/"],
        &["domain", "texts", "routes", "db", "base", "state", "context", "http", "services", "request"],
    ),
    layer("islands", &["src/islands/"], &["domain"]),
    layer(
        "components",
        &["src/components/"],
        &["domain", "texts", "routes", "base", "state", "context", "islands", "server functions"],
    ),
    layer(
        "pages",
        &["src/pages/"],
        &[
            "domain",
            "texts",
            "routes",
            "base",
            "state",
            "context",
            "http",
            "islands",
            "services",
            "request",
            "server functions",
            "components",
        ],
    ),
    // What is called from outside: by requests, by the queue.
    layer(
        "entry points",
        &[
            "src/server/api/",
            "src/server/handlers/",
            "src/server/jobs/",
            "src/server/middleware/",
            "src/server/security/access.rs",
        ],
        &["domain", "texts", "routes", "db", "base", "repositories", "state", "context", "http", "services", "request"],
    ),
    layer("app", &["src/app.rs"], &["routes", "context", "components", "pages"]),
    // Puts the others together.
    layer(
        "program",
        &[
            "src/commands/",
            "src/lib.rs",
            "src/main.rs",
            "src/server/connections.rs",
            "src/server/connections/",
            "src/server/maintenance.rs",
            "src/server/mod.rs",
            "src/server/router.rs",
            "src/server/serve.rs",
            "src/server/startup/",
            "src/server/telemetry.rs",
        ],
        &[
            "domain",
            "routes",
            "db",
            "base",
            "repositories",
            "state",
            "context",
            "http",
            "services",
            "entry points",
            "app",
        ],
    ),
];

/// The name of a file's layer.
pub fn layer_of(file: &str) -> Option<&'static str> {
    let places = LAYERS.iter().flat_map(|layer| layer.places.iter().map(move |place| (layer, place)));
    let best = places.filter(|(_, place)| file.starts_with(**place)).max_by_key(|(_, place)| place.len());
    best.map(|(layer, _)| layer.name)
}

/// Whether files of one layer may use those of another.
pub fn may_use(from: &str, to: &str) -> bool {
    from == to || LAYERS.iter().any(|layer| layer.name == from && layer.uses.contains(&to))
}

const DIESEL: &[&str] = &["diesel", "diesel_async", "diesel_migrations"];
const WEB: &[&str] = &[
    "axum",
    "http",
    "hyper",
    "leptos",
    "leptos_axum",
    "leptos_meta",
    "leptos_router",
    "server_fn",
    "tower",
    "tower_http",
];

/// Whether a layer must not know a crate: rows stay in repositories, requests and pages above services.
pub fn forbidden_crate(from: &str, name: &str) -> bool {
    match from {
        "db" | "base" | "repositories" if DIESEL.contains(&name) => false,
        "repositories" | "services" => WEB.contains(&name) || DIESEL.contains(&name),
        _ => DIESEL.contains(&name),
    }
}

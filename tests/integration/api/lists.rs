//! The closed lists.

use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{api::Program, on_both};

on_both! {
    async fn lists_are_public_and_stored_by_caches(app: TestApp) {
        let mut program = Program::new(&app);
        for address in ["/api/v1/talents", "/api/v1/countries", "/api/v1/cities?country=MA", "/api/v1/vocabularies",
            "/api/v1/openapi.json", "/api/v1/openapi.yaml", "/api/countries", "/api/cities", "/api/talents"] {
            let reply = program.get(address).await;
            assert_eq!(reply.status, StatusCode::OK, "{address}: {}", reply.json());
            assert_eq!(reply.header("cache-control"), "public, max-age=3600", "{address}");
            assert!(reply.header("vary").contains("Accept-Language"), "{address}");
            let tag = reply.header("etag");
            let again = program.send(Method::GET, address, &[("if-none-match", tag.as_str())], None).await;
            assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0), "{address}");
            assert_eq!(again.header("etag"), tag, "{address}");
            let head = program.send(Method::HEAD, address, &[], None).await;
            assert_eq!((head.status, head.bytes.len(), head.header("etag")), (StatusCode::OK, 0, tag), "{address}");
        }
    }

    async fn countries_cities_and_talents_are_named_in_the_language(app: TestApp) {
        let mut program = Program::new(&app);
        let countries = program.get("/api/v1/countries").await.json();
        assert_eq!(countries["total"], 195);
        let morocco = countries["countries"].as_array().unwrap().iter().find(|one| one["code"] == "MA").unwrap().clone();
        assert_eq!(morocco, json!({
            "id": morocco["id"], "name": "Morocco", "code": "MA", "flag": "🇲🇦", "nationality": "Morocco",
            "dialling_code": "+212", "currency": "MAD",
        }));
        let by_code = program.get("/api/v1/cities?country=ma").await.json();
        let by_number = program.get(&format!("/api/v1/cities?country_id={}", morocco["id"])).await.json();
        assert_eq!(by_code, by_number);
        let casablanca = by_code["cities"].as_array().unwrap().iter().find(|one| one["name"] == "Casablanca").unwrap();
        assert_eq!((&casablanca["code"], &casablanca["country_id"]), (&json!("CAS"), &morocco["id"]));
        assert!(casablanca["latitude"].as_f64().unwrap() > 33.0);
        let without = program.get("/api/v1/cities").await;
        assert_eq!(without.wrong(), [("?country".to_owned(), "missing".to_owned())]);
        let unknown = program.get("/api/v1/cities?country=XX").await;
        assert_eq!(unknown.wrong(), [("?country".to_owned(), "invalid_value".to_owned())]);
        program.language = "ar";
        let arabic = program.get("/api/v1/countries").await;
        assert!(arabic.json()["countries"].as_array().unwrap().iter().any(|one| one["name"] == "المغرب"));
        assert_eq!(arabic.header("content-language"), "ar");
        let talents = program.get("/api/v1/talents").await.json();
        let dj = talents["talents"].as_array().unwrap().iter().find(|one| one["key"] == "dj").unwrap().clone();
        assert_eq!(dj["is_active"], true);
        let array = program.get("/api/talents").await.json();
        let same = array.as_array().unwrap().iter().find(|one| one["id"] == dj["id"]).unwrap().clone();
        assert_eq!(same, json!({ "id": dj["id"], "name": dj["name"], "emoji": dj["emoji"], "category": dj["category"] }));
        let lists = program.get("/api/v1/vocabularies").await.json();
        let gender = lists["vocabularies"].as_array().unwrap().iter().find(|one| one["name"] == "gender").unwrap();
        assert!(gender["terms"].as_array().unwrap().iter().any(|term| term["key"] == "F" && term["en"] == "Woman"));
    }
}

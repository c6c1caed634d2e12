//! What search engines and link previews read: made from the allow-list alone.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use serde_json::{Map, Value, json};

use crate::{
    domain::profiles::public::{ProfileLink, PublicProfile},
    server::{
        context::use_state,
        images::card::{HEIGHT, WIDTH},
    },
};

/// Title, and for public profiles Open Graph and schema.org; others ask search engines not to index them.
#[component]
pub fn Metadata(
    profile: PublicProfile,
    /// The person's public links, as far as this viewer may see them.
    links: Vec<ProfileLink>,
    /// The path of the profile's page.
    path: String,
    public: bool,
    card: Option<String>,
    /// Whether the viewer may see how to reach the person.
    contact: bool,
) -> impl IntoView {
    let title = profile.display_name().to_owned();
    // The same profile for programs.
    let alternates = [("application/json", "json", true), ("text/vcard", "vcf", contact)];
    let alternates = alternates.into_iter().filter(|(.., offered)| *offered).map(|(kind, ending, _)| {
        let href = format!("{path}.{ending}");
        view! { <Link rel="alternate" type_=kind href /> }
    });
    let alternates: Vec<_> = alternates.collect();
    if !public {
        return view! {
            <Title text=title />
            <Meta name="robots" content="noindex" />
            {alternates}
        }
        .into_any();
    }
    let base = use_state().map(|state| state.config.base_url.clone()).unwrap_or_default();
    let address = format!("{base}{path}");
    let description = description(&profile);
    let linked_data = linked_data(&profile, &links, &base, &path);
    view! {
        <Title text=title.clone() />
        <Meta name="description" content=description.clone() />
        <Link rel="canonical" href=address.clone() />
        {alternates}
        <Meta property="og:type" content="profile" />
        <Meta property="og:site_name" content="TalentsMaroc" />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=address />
        {card
            .map(|card| {
                view! {
                    <Meta property="og:image" content=format!("{base}/og/{card}.png") />
                    <Meta property="og:image:width" content=WIDTH.to_string() />
                    <Meta property="og:image:height" content=HEIGHT.to_string() />
                    <Meta name="twitter:card" content="summary_large_image" />
                }
            })}
        <script type="application/ld+json" inner_html=linked_data></script>
    }
    .into_any()
}

fn description(profile: &PublicProfile) -> String {
    let talents: Vec<_> = profile.talents.iter().map(|talent| talent.label.as_str()).collect();
    let residence = &profile.residence;
    format!("{} · {} · {}, {}", profile.display_name(), talents.join(", "), residence.city, residence.country)
}

/// schema.org Person as JSON that may stand inside a script element.
fn linked_data(profile: &PublicProfile, links: &[ProfileLink], base: &str, path: &str) -> String {
    let mut person = Map::new();
    let mut set = |key: &str, value: Value| person.insert(key.to_owned(), value);
    set("@context", json!("https://schema.org"));
    set("@type", json!("Person"));
    set("name", json!(profile.display_name()));
    if let Some(others) = profile.names.get(1..).filter(|others| !others.is_empty()) {
        set("alternateName", json!(others));
    }
    set("identifier", json!(profile.code));
    set("url", json!(format!("{base}{path}")));
    match profile.gender.as_str() {
        "M" => drop(set("gender", json!("https://schema.org/Male"))),
        "F" => drop(set("gender", json!("https://schema.org/Female"))),
        _ => {}
    }
    set(
        "address",
        json!({
            "@type": "PostalAddress",
            "addressLocality": profile.residence.city,
            "addressCountry": profile.residence.country_code,
        }),
    );
    if let Some(photo) = &profile.photo {
        set("image", json!(format!("{base}{}", photo.address(640))));
    }
    set("knowsAbout", profile.talents.iter().map(|talent| json!(talent.label)).collect());
    if !links.is_empty() {
        set("sameAs", links.iter().map(|link| json!(link.address)).collect());
    }
    // « </script> » in a name must not end the element.
    Value::Object(person).to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profiles::public::{ShownResidence, TalentBadge};

    fn profile(name: Option<&str>) -> PublicProfile {
        PublicProfile {
            code: "MACAS0001F".to_owned(),
            names: name.into_iter().map(str::to_owned).collect(),
            initials: "A. E.".to_owned(),
            photo: None,
            gender: "F".to_owned(),
            age: 30,
            residence: ShownResidence {
                country_code: "MA".to_owned(),
                country: "Maroc".to_owned(),
                flag: "🇲🇦".to_owned(),
                city: "Casablanca".to_owned(),
            },
            talents: vec![TalentBadge { key: "dj".to_owned(), emoji: "🎧".to_owned(), label: "DJ".to_owned() }],
        }
    }

    #[test]
    fn initials_stand_for_a_hidden_name() {
        let data: Value = serde_json::from_str(&linked_data(&profile(None), &[], "https://t.example", "/x")).unwrap();
        assert_eq!(data["name"], "A. E.");
        assert_eq!(data["knowsAbout"][0], "DJ");
        assert_eq!(data["url"], "https://t.example/x");
        assert!(data.get("sameAs").is_none());
        assert!(description(&profile(None)).starts_with("A. E. · DJ · Casablanca"));
    }

    #[test]
    fn a_name_cannot_leave_its_script() {
        let data = linked_data(&profile(Some("</script><b>x")), &[], "https://t.example", "/x");
        assert!(!data.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&data).unwrap()["name"], "</script><b>x");
    }
}

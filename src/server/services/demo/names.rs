//! Names of people who do not exist: first and last names of the region, put together by chance.

/// First names and last names that go together.
pub struct Family {
    pub women: &'static [&'static str],
    pub men: &'static [&'static str],
    pub last: &'static [&'static str],
    /// How often, out of the sum of all.
    pub weight: u32,
}

/// Amazigh, Arab, sub-Saharan and French forms, the first two in both scripts.
pub const FAMILIES: [Family; 6] = [
    Family {
        women: &["Tiziri", "Tanirt", "Illi", "Damya", "Tafrara", "Numidia", "Sekkura", "Taziri", "Itri", "Tilila"],
        men: &["Idir", "Anir", "Aksil", "Ayour", "Amnay", "Badis", "Usman", "Ziri", "Yuba", "Massin"],
        last: &[
            "Aït Exemple", "Ouhammou", "Azoulay", "Amrani", "Ouazzani", "Igherm", "Tazi", "Oulhaj", "Amzil", "Aït Lahcen",
            "Ouchen", "Izem", "Tamazight", "Azergui", "Assafar",
        ],
        weight: 16,
    },
    Family {
        women: &[
            "Amina", "Salma", "Khadija", "Hajar", "Zineb", "Meryem", "Imane", "Nadia", "Soukaina", "Ghita", "Loubna", "Kawtar",
        ],
        men: &[
            "Youssef", "Mehdi", "Anas", "Omar", "Hamza", "Rachid", "Karim", "Ilyas", "Reda", "Soufiane", "Walid", "Zakaria",
        ],
        last: &[
            "Benali", "El Fassi", "Alaoui", "Bennani", "Chraïbi", "El Idrissi", "Berrada", "Lahlou", "Naciri", "Sebti",
            "El Mansouri", "Bouzid", "Haddad", "Zerouali", "Filali", "Rami",
        ],
        weight: 34,
    },
    Family {
        women: &["أمينة", "سلمى", "خديجة", "هاجر", "زينب", "مريم", "إيمان", "نادية", "سكينة", "غيثة", "لبنى", "كوثر"],
        men: &["يوسف", "المهدي", "أنس", "عمر", "حمزة", "رشيد", "كريم", "إلياس", "رضا", "سفيان", "وليد", "زكرياء"],
        last: &[
            "بنعلي", "الفاسي", "العلوي", "بناني", "الشرايبي", "الإدريسي", "برادة", "لحلو", "الناصري", "السبتي", "المنصوري",
            "بوزيد", "حداد", "الزروالي", "الفيلالي",
        ],
        weight: 18,
    },
    Family {
        women: &["تيزيري", "تانيرت", "دامية", "نوميديا", "تيليلا", "إيطو"],
        men: &["إيدير", "أنير", "أكسيل", "أيور", "باديس", "ماسين"],
        last: &["آيت المثال", "أوحمو", "أزولاي", "العمراني", "أمزيل", "آيت لحسن", "أوشن", "إزم"],
        weight: 6,
    },
    Family {
        women: &["Aminata", "Fatou", "Awa", "Mariam", "Ngozi", "Chiamaka", "Akosua", "Wanjiru", "Nomvula", "Bineta"],
        men: &["Mamadou", "Ousmane", "Kwame", "Chinedu", "Sékou", "Ibrahima", "Kofi", "Moussa", "Thabo", "Boubacar"],
        last: &[
            "Diallo", "Traoré", "Ndiaye", "Koné", "Mensah", "Okafor", "Sow", "Camara", "Keïta", "Mwangi", "Dlamini",
            "Coulibaly", "Ouédraogo", "Fofana",
        ],
        weight: 16,
    },
    Family {
        women: &["Sophie", "Camille", "Julie", "Élise", "Claire", "Inès", "Manon", "Zoé"],
        men: &["Julien", "Antoine", "Hugo", "Théo", "Lucas", "Mathieu", "Rayan", "Noël"],
        last: &["Martin", "Bernard", "Dubois", "Moreau", "Lefèvre", "Garnier", "Benhamou", "Rousseau", "Cohen", "D'Almeida"],
        weight: 10,
    },
];

//! Tables as both databases have them; `tests/schema.rs` compares this file with each.

diesel::table! {
    reference_loads (list) {
        list -> Text,
        content_hash -> Text,
        loaded_at -> Timestamp,
    }
}

diesel::table! {
    reference_keys (list, key) {
        list -> Text,
        key -> Text,
    }
}

diesel::table! {
    countries (code) {
        code -> Text,
        name_fr -> Text,
        name_en -> Text,
        name_ar -> Text,
        nationality_fr -> Text,
        african -> Bool,
        dial_code -> Text,
        currency -> Text,
    }
}

diesel::table! {
    cities (id) {
        id -> BigInt,
        country_code -> Text,
        name -> Text,
        name_normalised -> Text,
        code -> Nullable<Text>,
        latitude -> Double,
        longitude -> Double,
        population -> BigInt,
        geonames_id -> BigInt,
    }
}

diesel::table! {
    talent_categories (id) {
        id -> BigInt,
        key -> Text,
        emoji -> Text,
        label_fr -> Text,
        label_en -> Text,
        label_ar -> Text,
        position -> BigInt,
    }
}

diesel::table! {
    talents (id) {
        id -> BigInt,
        category_id -> BigInt,
        key -> Text,
        emoji -> Text,
        label_fr -> Text,
        label_en -> Text,
        label_ar -> Text,
        position -> BigInt,
        active -> Bool,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        email -> Text,
        email_normalised -> Text,
        email_confirmed_at -> Nullable<Timestamp>,
        password_hash -> Nullable<Text>,
        role -> Text,
        language -> Text,
        state -> Text,
        demo -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        device_generation -> BigInt,
        news -> Nullable<Bool>,
        news_at -> Nullable<Timestamp>,
        desk_columns -> Nullable<Text>,
        last_seen_on -> Nullable<Date>,
        walk_in_key -> Nullable<Text>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Binary,
        remember -> Bool,
        user_agent -> Text,
        network -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        authenticated_at -> Timestamp,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Binary,
        name -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> BigInt,
        account_id -> BigInt,
        key_hash -> Binary,
        request_hash -> Binary,
        status -> Nullable<BigInt>,
        body -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    one_time_links (id) {
        id -> BigInt,
        purpose -> Text,
        token_hash -> Binary,
        account_id -> Nullable<BigInt>,
        payload_encrypted -> Nullable<Binary>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    people (id) {
        id -> BigInt,
        account_id -> BigInt,
        first_name -> Text,
        last_name -> Text,
        stage_name -> Nullable<Text>,
        name_ar -> Nullable<Text>,
        name_key -> Text,
        date_of_birth -> Date,
        gender -> Text,
        website -> Nullable<Text>,
        photo_file_id -> Nullable<BigInt>,
        phone_encrypted -> Nullable<Binary>,
        phone_hash -> Nullable<Binary>,
        whatsapp_encrypted -> Nullable<Binary>,
        address_encrypted -> Nullable<Binary>,
        guardian_name_encrypted -> Nullable<Binary>,
        guardian_phone_encrypted -> Nullable<Binary>,
        residence_country -> Text,
        residence_city_id -> Nullable<BigInt>,
        residence_city_other -> Nullable<Text>,
        country_of_origin -> Nullable<Text>,
        nationality -> Nullable<Text>,
        years_experience -> Nullable<BigInt>,
        show_name_photo -> Bool,
        show_links -> Bool,
        show_origins -> Bool,
        minor_approved_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    identity_documents (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        number_encrypted -> Binary,
        number_hash -> Binary,
    }
}

diesel::table! {
    person_languages (person_id, language) {
        person_id -> BigInt,
        language -> Text,
    }
}

diesel::table! {
    social_links (id) {
        id -> BigInt,
        person_id -> BigInt,
        network -> Text,
        address_encrypted -> Binary,
    }
}

diesel::table! {
    consents (id) {
        id -> BigInt,
        person_id -> BigInt,
        kind -> Text,
        version -> Text,
        text_hash -> Text,
        given_at -> Timestamp,
        given_how -> Nullable<Text>,
    }
}

diesel::table! {
    unique_codes (code) {
        code -> Text,
        person_id -> Nullable<BigInt>,
        is_primary -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    code_counters (prefix) {
        prefix -> Text,
        last_number -> BigInt,
    }
}

diesel::table! {
    distinct_people (first_person_id, second_person_id) {
        first_person_id -> BigInt,
        second_person_id -> BigInt,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    merges (id) {
        id -> BigInt,
        winner_person_id -> BigInt,
        loser_person_id -> BigInt,
        loser_account_id -> BigInt,
        loser_code -> Text,
        merged_at -> Timestamp,
        undo_encrypted -> Nullable<Binary>,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        form -> Text,
        token_hash -> Binary,
        account_id -> Nullable<BigInt>,
        content_encrypted -> Binary,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        network_hash -> Nullable<Binary>,
    }
}

diesel::table! {
    files (id) {
        id -> BigInt,
        kind -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        widths -> Text,
        original_name_encrypted -> Nullable<Binary>,
        person_id -> Nullable<BigInt>,
        draft_id -> Nullable<BigInt>,
        merge_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    main_profiles (id) {
        id -> BigInt,
        person_id -> BigInt,
        visibility -> Text,
        bio -> Nullable<Text>,
        education -> Nullable<Text>,
        availability -> Nullable<Text>,
        work_mode -> Nullable<Text>,
        hourly_rate -> Nullable<BigInt>,
        monthly_rate -> Nullable<BigInt>,
        rate_currency -> Nullable<Text>,
        portfolio_url -> Nullable<Text>,
        cv_file_id -> Nullable<BigInt>,
        allow_cv_analysis -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    main_profile_talents (profile_id, talent_id) {
        profile_id -> BigInt,
        talent_id -> BigInt,
        position -> BigInt,
    }
}

diesel::table! {
    cinema_profiles (id) {
        id -> BigInt,
        person_id -> BigInt,
        visibility -> Text,
        id_document_type -> Nullable<Text>,
        id_photo_file_id -> Nullable<BigInt>,
        eye_color -> Nullable<Text>,
        hair_color -> Nullable<Text>,
        hair_type -> Nullable<Text>,
        skin_tone -> Nullable<Text>,
        build -> Nullable<Text>,
        height_cm -> Nullable<BigInt>,
        playing_age_min -> Nullable<BigInt>,
        playing_age_max -> Nullable<BigInt>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    cinema_profile_types (profile_id, talent_type) {
        profile_id -> BigInt,
        talent_type -> Text,
    }
}

diesel::table! {
    cinema_profile_skills (profile_id, skill) {
        profile_id -> BigInt,
        skill -> Text,
    }
}

diesel::table! {
    cinema_profile_ethnicities (profile_id, ethnicity) {
        profile_id -> BigInt,
        ethnicity -> Text,
    }
}

diesel::table! {
    cinema_gallery_photos (file_id) {
        file_id -> BigInt,
        profile_id -> BigInt,
        position -> BigInt,
    }
}

diesel::table! {
    cinema_productions (id) {
        id -> BigInt,
        profile_id -> BigInt,
        position -> BigInt,
        title -> Text,
        year -> Nullable<BigInt>,
        kind -> Text,
        role -> Nullable<Text>,
        tmdb_id -> Nullable<BigInt>,
        poster_file_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    search_changes (id) {
        id -> BigInt,
        first_person_id -> BigInt,
        last_person_id -> BigInt,
        transaction_id -> BigInt,
        token -> BigInt,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        account_id -> Nullable<BigInt>,
        payload_encrypted -> Nullable<Binary>,
        state -> Text,
        run_after -> Timestamp,
        attempts -> BigInt,
        claimed_until -> Nullable<Timestamp>,
        claimed_by -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    outbox_mails (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        kind -> Text,
        language -> Text,
        message_id -> Text,
        recipient_encrypted -> Binary,
        content_encrypted -> Binary,
        state -> Text,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    webhooks (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        address -> Text,
        events -> Text,
        secret_encrypted -> Binary,
        active -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> BigInt,
        webhook_id -> BigInt,
        event_id -> Text,
        event -> Text,
        person_id -> Nullable<BigInt>,
        code -> Nullable<Text>,
        happened_at -> Timestamp,
        state -> Text,
        attempts -> BigInt,
        next_attempt_at -> Nullable<Timestamp>,
        give_up_at -> Timestamp,
        last_attempt_at -> Nullable<Timestamp>,
        last_status -> Nullable<BigInt>,
        last_answer -> Nullable<Text>,
    }
}

diesel::table! {
    cv_analyses (id) {
        id -> BigInt,
        file_id -> BigInt,
        state -> Text,
        problem -> Nullable<Text>,
        content_encrypted -> Nullable<Binary>,
        model -> Nullable<Text>,
        requested_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    cv_analysis_calls (id) {
        id -> BigInt,
        person_id -> Nullable<BigInt>,
        called_at -> Timestamp,
        model -> Text,
        prompt_tokens -> Nullable<BigInt>,
        completion_tokens -> Nullable<BigInt>,
        cost_microdollars -> Nullable<BigInt>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_account_id -> Nullable<BigInt>,
        actor -> Text,
        action -> Text,
        subject -> Text,
        origin -> Text,
        origin_salt -> Nullable<Text>,
        origin_seal -> Text,
        reason -> Nullable<Text>,
        fields -> Nullable<Text>,
        hash -> Text,
    }
}

diesel::table! {
    audit_chain (id) {
        id -> BigInt,
        newest_hash -> Text,
    }
}

diesel::table! {
    person_notes (id) {
        id -> BigInt,
        person_id -> BigInt,
        author_account_id -> Nullable<BigInt>,
        text_encrypted -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    group_actions (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        kind -> Text,
        reason -> Nullable<Text>,
        filters -> Nullable<Text>,
        undoes -> Nullable<BigInt>,
        state -> Text,
        people -> Nullable<Binary>,
        total -> BigInt,
        position -> BigInt,
        changed -> BigInt,
        unchanged -> BigInt,
        created_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    group_action_results (group_action_id, person_id) {
        group_action_id -> BigInt,
        person_id -> BigInt,
        outcome -> Text,
        changed -> Bool,
    }
}

diesel::table! {
    saved_filters (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        shared -> Bool,
        filters -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    exports (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        state -> Text,
        filters -> Nullable<Text>,
        choice_encrypted -> Nullable<Binary>,
        people -> Nullable<Binary>,
        total -> BigInt,
        position -> BigInt,
        name -> Nullable<Text>,
        parts -> BigInt,
        bytes -> BigInt,
        problem -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        downloaded_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    exported_people (export_id, block) {
        export_id -> BigInt,
        block -> BigInt,
        people -> Binary,
    }
}

diesel::table! {
    export_templates (id) {
        id -> BigInt,
        account_id -> BigInt,
        name -> Text,
        shared -> Bool,
        list -> Text,
        column_keys -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    imports (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        source -> Text,
        state -> Text,
        file_encrypted -> Nullable<Binary>,
        mapping -> Nullable<Text>,
        total -> BigInt,
        position -> BigInt,
        imported -> BigInt,
        joined -> BigInt,
        changed -> BigInt,
        unchanged -> BigInt,
        left_out -> BigInt,
        refused -> BigInt,
        cells -> Text,
        created_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    imported_people (source, source_table, source_id) {
        source -> Text,
        source_table -> Text,
        source_id -> Text,
        import_id -> BigInt,
        person_id -> Nullable<BigInt>,
        changed_at -> Nullable<Timestamp>,
        confirmed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    import_files (id) {
        id -> BigInt,
        import_id -> BigInt,
        person_id -> BigInt,
        source -> Text,
        source_table -> Text,
        source_id -> Text,
        row_label -> Text,
        column_name -> Text,
        kind -> Text,
        name -> Text,
    }
}

diesel::table! {
    import_values (id) {
        id -> BigInt,
        import_id -> BigInt,
        person_id -> Nullable<BigInt>,
        source -> Text,
        source_table -> Text,
        source_id -> Text,
        row_label -> Text,
        column_name -> Text,
        fate -> Text,
        value_encrypted -> Nullable<Binary>,
        created_at -> Timestamp,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    announcements (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        kind -> Text,
        filters -> Nullable<Text>,
        texts_encrypted -> Binary,
        version -> BigInt,
        per_minute -> BigInt,
        state -> Text,
        people -> Nullable<Binary>,
        total -> BigInt,
        position -> BigInt,
        written -> BigInt,
        left_out -> BigInt,
        created_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    announcement_recipients (announcement_id, person_id) {
        announcement_id -> BigInt,
        person_id -> BigInt,
        outcome -> Text,
        mail_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    announcement_days (person_id, kind, day) {
        person_id -> BigInt,
        kind -> Text,
        day -> Date,
        announcement_id -> BigInt,
    }
}

diesel::table! {
    two_factors (id) {
        id -> BigInt,
        account_id -> BigInt,
        secret_encrypted -> Binary,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (id) {
        id -> BigInt,
        account_id -> BigInt,
        code_hash -> Binary,
    }
}

diesel::table! {
    key_checks (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    installation (id) {
        id -> BigInt,
        mark -> Text,
        swept_at -> Nullable<Timestamp>,
        hindrance -> Nullable<Text>,
        orphans -> BigInt,
        stored -> BigInt,
        trashed -> BigInt,
        trashed_bytes -> BigInt,
        storage_prefix -> Text,
        previous_database -> Nullable<Text>,
        previous_storage -> Nullable<Text>,
        restored_at -> Nullable<Timestamp>,
        backup_until -> Nullable<Timestamp>,
        backup_failed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    backup_works (id) {
        id -> BigInt,
        kind -> Text,
        name -> Text,
        state -> Text,
        stage -> Nullable<Text>,
        done -> BigInt,
        total -> BigInt,
        begun_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        report -> Nullable<Text>,
    }
}

diesel::table! {
    settings (id) {
        id -> BigInt,
        key -> Text,
        value -> Nullable<Text>,
        value_encrypted -> Nullable<Binary>,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    setting_changes (key, version) {
        key -> Text,
        version -> BigInt,
        old_value -> Nullable<Text>,
        new_value -> Nullable<Text>,
        saved_as -> Text,
        changed_at -> Timestamp,
    }
}

diesel::joinable!(cities -> countries (country_code));
diesel::joinable!(talents -> talent_categories (category_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(api_tokens -> accounts (account_id));
diesel::joinable!(idempotency_keys -> accounts (account_id));
diesel::joinable!(one_time_links -> accounts (account_id));
diesel::joinable!(people -> accounts (account_id));
diesel::joinable!(people -> countries (residence_country));
diesel::joinable!(people -> cities (residence_city_id));
diesel::joinable!(identity_documents -> people (person_id));
diesel::joinable!(person_languages -> people (person_id));
diesel::joinable!(social_links -> people (person_id));
diesel::joinable!(consents -> people (person_id));
diesel::joinable!(two_factors -> accounts (account_id));
diesel::joinable!(recovery_codes -> accounts (account_id));
diesel::joinable!(person_notes -> people (person_id));
diesel::joinable!(person_notes -> accounts (author_account_id));
diesel::joinable!(group_actions -> accounts (account_id));
diesel::joinable!(group_action_results -> group_actions (group_action_id));
diesel::joinable!(saved_filters -> accounts (account_id));
diesel::joinable!(exports -> accounts (account_id));
diesel::joinable!(exported_people -> exports (export_id));
diesel::joinable!(export_templates -> accounts (account_id));
diesel::joinable!(imports -> accounts (account_id));
diesel::joinable!(announcements -> accounts (account_id));
diesel::joinable!(announcement_recipients -> announcements (announcement_id));
diesel::joinable!(announcement_recipients -> people (person_id));
diesel::joinable!(announcement_recipients -> outbox_mails (mail_id));
diesel::joinable!(announcement_days -> people (person_id));
diesel::joinable!(announcement_days -> announcements (announcement_id));
diesel::joinable!(unique_codes -> people (person_id));
diesel::joinable!(drafts -> accounts (account_id));
diesel::joinable!(main_profiles -> people (person_id));
diesel::joinable!(main_profile_talents -> main_profiles (profile_id));
diesel::joinable!(main_profile_talents -> talents (talent_id));
diesel::joinable!(cinema_profiles -> people (person_id));
diesel::joinable!(cinema_profile_types -> cinema_profiles (profile_id));
diesel::joinable!(cinema_profile_skills -> cinema_profiles (profile_id));
diesel::joinable!(cinema_profile_ethnicities -> cinema_profiles (profile_id));
diesel::joinable!(cinema_gallery_photos -> cinema_profiles (profile_id));
diesel::joinable!(cinema_gallery_photos -> files (file_id));
diesel::joinable!(cinema_productions -> cinema_profiles (profile_id));
diesel::joinable!(cinema_productions -> files (poster_file_id));
diesel::joinable!(jobs -> accounts (account_id));
diesel::joinable!(outbox_mails -> accounts (account_id));
diesel::joinable!(webhooks -> accounts (account_id));
diesel::joinable!(webhook_deliveries -> webhooks (webhook_id));
diesel::joinable!(cv_analyses -> files (file_id));
diesel::joinable!(cv_analysis_calls -> people (person_id));

diesel::allow_tables_to_appear_in_same_query!(
    reference_loads,
    reference_keys,
    countries,
    cities,
    talent_categories,
    talents,
    accounts,
    sessions,
    api_tokens,
    idempotency_keys,
    one_time_links,
    people,
    identity_documents,
    person_languages,
    social_links,
    consents,
    unique_codes,
    code_counters,
    distinct_people,
    merges,
    drafts,
    files,
    main_profiles,
    main_profile_talents,
    cinema_profiles,
    cinema_profile_types,
    cinema_profile_skills,
    cinema_profile_ethnicities,
    cinema_gallery_photos,
    cinema_productions,
    search_changes,
    jobs,
    outbox_mails,
    webhooks,
    webhook_deliveries,
    cv_analyses,
    cv_analysis_calls,
    audit_log,
    audit_chain,
    person_notes,
    group_actions,
    group_action_results,
    saved_filters,
    exports,
    exported_people,
    export_templates,
    imports,
    imported_people,
    import_files,
    import_values,
    announcements,
    announcement_recipients,
    announcement_days,
    two_factors,
    recovery_codes,
    key_checks,
    installation,
    backup_works,
    settings,
    setting_changes,
);

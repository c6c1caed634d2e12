//! Registrations over time as a line, and as a table for those who read numbers.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    components::lang::current_locale, i18n::td_string, server::services::admin::statistics::Period,
    texts::numbers::grouped,
};

/// Of the drawing, in its own units.
const WIDTH: u64 = 640;
const HEIGHT: u64 = 200;
/// Around the line, for the numbers beside and below it.
const LEFT: u64 = 48;
const RIGHT: u64 = 16;
const TOP: u64 = 16;
const BOTTOM: u64 = 32;

/// The line with its greatest number and its first and last day; the table stands folded below it.
#[component]
pub fn LineChart(periods: Vec<Period>, total: u64) -> impl IntoView {
    let locale = current_locale();
    let most = periods.iter().map(|period| period.people).max().unwrap_or_default();
    let points = points(&periods.iter().map(|period| period.people).collect::<Vec<_>>());
    let first = periods.first().map(|period| day(period.first)).unwrap_or_default();
    let last = periods.last().map(|period| day(period.last)).unwrap_or_default();
    let summary = td_string!(
        locale,
        statistics.summary,
        count = grouped(locale, total),
        first = first.as_str(),
        last = last.as_str()
    )
    .to_string();
    let line: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    let dots =
        points.into_iter().map(|(x, y)| view! { <circle cx=x cy=y r="3" class="fill-primary" /> }).collect_view();
    let rows = periods.into_iter().map(|period| {
        let name = match period.first == period.last {
            true => day(period.first),
            false => format!("{} – {}", day(period.first), day(period.last)),
        };
        view! {
            <tr>
                <th scope="row" dir="ltr" class="py-1 pe-6 text-start font-normal">
                    {name}
                </th>
                <td class="py-1 text-end">{grouped(locale, period.people)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let (base, right, numbers, days) = (HEIGHT - BOTTOM, WIDTH - RIGHT, LEFT - 8, HEIGHT - 8);
    let (top_number, base_number) = (TOP + 5, base + 5);
    view! {
        <svg
            role="img"
            aria-label=summary
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            class="h-auto w-full max-w-3xl text-base-content [direction:ltr]"
        >
            <line x1=LEFT y1=base x2=right y2=base stroke="currentColor" stroke-opacity="0.4" />
            <line x1=LEFT y1=TOP x2=right y2=TOP stroke="currentColor" stroke-opacity="0.15" />
            <text x=numbers y=top_number text-anchor="end" font-size="14" fill="currentColor">
                {most}
            </text>
            <text x=numbers y=base_number text-anchor="end" font-size="14" fill="currentColor">
                "0"
            </text>
            <text x=LEFT y=days text-anchor="start" font-size="14" fill="currentColor">
                {first}
            </text>
            <text x=right y=days text-anchor="end" font-size="14" fill="currentColor">
                {last}
            </text>
            <polyline points=line.join(" ") fill="none" stroke-width="2.5" class="stroke-primary" />
            {dots}
        </svg>
        <details class="mt-2">
            <summary class="link inline-flex min-h-11 cursor-pointer items-center">
                {td_string!(locale, statistics.numbers)}
            </summary>
            <table class="text-sm">
                <caption class="sr-only">{td_string!(locale, statistics.title)}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="pe-6 text-start">
                            {td_string!(locale, statistics.period)}
                        </th>
                        <th scope="col" class="text-end">
                            {td_string!(locale, statistics.people)}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

/// Where the numbers lie in the drawing: the greatest at the top, 0 at the bottom.
fn points(numbers: &[u64]) -> Vec<(u64, u64)> {
    let most = numbers.iter().copied().max().unwrap_or_default().max(1);
    let steps = u64::try_from(numbers.len()).unwrap_or(u64::MAX).saturating_sub(1).max(1);
    let (width, height) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    let place = |(number, people): (u64, &u64)| {
        let x = LEFT + width.saturating_mul(number) / steps;
        let y = TOP + height - height.saturating_mul(*people) / most;
        (x, y)
    };
    (0..).zip(numbers).map(place).collect()
}

fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_number_is_at_the_top_and_none_at_the_bottom() {
        assert_eq!(points(&[0, 10, 5]), [(48, 168), (336, 16), (624, 92)]);
        assert_eq!(points(&[0, 0]), [(48, 168), (624, 168)]);
        assert_eq!(points(&[3]), [(48, 16)]);
        assert_eq!(points(&[]), []);
    }
}

// What pages are measured by beside axe-core's rules. Each check returns what is wrong, one line a fault.
const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true })
        && !element.closest('.visually-hidden, [aria-hidden=true]');
};
const named = (element) => {
    const name = element.id ? `#${element.id}` : element.className ? `.${element.className}` : '';
    return `${element.nodeName.toLowerCase()}${name} 「${(element.textContent || element.value || '').trim().slice(0, 20)}」`;
};
const all = (selector) => Array.from(document.querySelectorAll(selector));
const reachable = () => all('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }));
const isLabelled = (frame) => frame.getAttribute('aria-label') || document.getElementById(frame.getAttribute('aria-labelledby'));

const checks = {
    // Nothing needs scrolling sideways but what stands in a frame of its own, which the keyboard reaches.
    reflow() {
        const faults = [];
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) {
            const wide = all('body *').filter((element) => seen(element) && !element.closest('.scroll')
                && element.getBoundingClientRect().right > root.clientWidth + 1);
            faults.push(`${root.scrollWidth} px in ${root.clientWidth}: ${wide.slice(0, 3).map(named).join(', ')}`);
        }
        for (const element of all('body *')) {
            if (!seen(element) || element.scrollWidth <= element.clientWidth + 1 || /^(textarea|select|input)$/i.test(element.nodeName)) continue;
            const overflow = getComputedStyle(element).overflowX;
            if (overflow === 'hidden' || overflow === 'clip') faults.push(`cut off: ${named(element)}`);
            if (overflow !== 'auto' && overflow !== 'scroll') continue;
            const isFrame = element.tabIndex === 0 && element.getAttribute('role') === 'region' && isLabelled(element);
            if (!isFrame) faults.push(`scrolls, but is no labelled region for the keyboard: ${named(element)}`);
            // WCAG 1.4.10 excepts what needs two dimensions: data tables and diagrams.
            if (!element.querySelector('table, svg')) faults.push(`scrolls, but holds no table or chart: ${named(element)}`);
        }
        return faults;
    },

    // Fingers hit the controls.
    sizes() {
        const controls = 'button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, label.option, summary';
        return all(controls).filter(seen).map((control) => [control, control.getBoundingClientRect()])
            .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
            .map(([control, box]) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(control)}`);
    },

    // Whatever has the focus bears the ring, and nothing lies over it.
    rings() {
        const faults = [];
        for (const element of reachable()) {
            element.focus();
            if (document.activeElement !== element) { faults.push(`takes no focus: ${named(element)}`); continue; }
            const style = getComputedStyle(element);
            const ring = `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
            if (ring !== 'solid 4px rgb(0, 0, 0)' || !style.boxShadow.includes('rgb(255, 212, 61)')) faults.push(`${ring}, ${style.boxShadow}: ${named(element)}`);
            const box = element.getBoundingClientRect();
            if (box.bottom <= 0 || box.top >= innerHeight) faults.push(`out of sight: ${named(element)}`);
            for (const bar of all('#save-bar').filter(seen)) {
                const over = bar.getBoundingClientRect();
                if (!bar.contains(element) && box.top >= over.top && box.bottom <= over.bottom) faults.push(`under the bar: ${named(element)}`);
            }
        }
        return faults;
    },

    // Nothing moves.
    motion() {
        return all('html, body *').filter((element) => {
            const style = getComputedStyle(element);
            const moves = style.transitionDuration.split(', ').some((time) => time !== '0s' && time !== '1e-05s');
            return moves || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
        }).map(named);
    },

    // In the colours that a person set: focus, fields, faults and the present step can be told without ours.
    forced() {
        const faults = [];
        const isClear = (color) => color === 'transparent' || /^rgba.*, 0\)$/.test(color);
        for (const element of reachable()) {
            element.focus();
            const style = getComputedStyle(element);
            if (style.outlineStyle !== 'solid' || parseFloat(style.outlineWidth) < 4 || isClear(style.outlineColor)) faults.push(`no ring: ${named(element)}`);
        }
        document.activeElement.blur();
        const border = (element) => { const style = getComputedStyle(element); return style.borderTopStyle === 'solid' && !isClear(style.borderTopColor) ? parseFloat(style.borderTopWidth) : 0; };
        for (const field of all('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, .notice, button, .button').filter(seen)) {
            if (border(field) < 1) faults.push(`no border: ${named(field)}`);
        }
        for (const field of all('input[aria-invalid=true], select[aria-invalid=true], textarea[aria-invalid=true]').filter(seen)) {
            if (border(field) < 2) faults.push(`looks like one without a fault: ${named(field)}`);
        }
        for (const here of all('[aria-current]').filter(seen)) {
            const look = (element) => { const style = getComputedStyle(element); return [style.backgroundColor, style.borderBottomWidth, style.fontWeight].join(); };
            const others = all(`${here.nodeName}:not([aria-current])`).filter((other) => other.closest('ol, ul') === here.closest('ol, ul'));
            if (others.some((other) => look(other) === look(here))) faults.push(`looks like the others: ${named(here)}`);
        }
        return faults;
    },
};

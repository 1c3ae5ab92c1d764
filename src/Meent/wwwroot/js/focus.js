// After a form came back with errors, the summary is where reading goes on.
document.querySelector("[data-focus]")?.focus();

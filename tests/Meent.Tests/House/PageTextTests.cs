using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Meent.Tests.House;

public class PageTextTests
{
    [Fact]
    public void What_a_page_says_goes_through_T_and_nothing_is_inline() =>
        Found.Nothing(PageTexts.Violations(PageTexts.Components(typeof(Hub).Assembly)));

    [Fact]
    public void The_pages_are_seen_at_all() =>
        Assert.True(Il.Methods(PageTexts.Components(typeof(Hub).Assembly)).SelectMany(Il.Steps).Count(s => s.Called?.Name == nameof(RenderTreeBuilder.AddMarkupContent)) > 10);

    [Fact]
    public void Planted_words_and_planted_inline_style_are_found() =>
        Assert.Equal(
            [
                "Planted: 'Hello you' does not go through T",
                "Planted: 'Type here' does not go through T",
                "Planted: an inline style",
                "Planted: 'and more' does not go through T",
                "Planted: 'A heading' does not go through T",
                "Planted: an inline script, onclick",
                "Planted: an element style made in a page",
            ],
            PageTexts.Violations([typeof(Planted)]));

    // What the compiler makes of a page with markup, as it makes it.
    private sealed class Planted : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<p class=\"lead\">Hello you</p><code>git</code><input placeholder=\"Type here\" style=\"color:red\"><b>Meent</b> · 3");
            builder.AddContent(1, "and more");
            builder.AddComponentParameter(2, "Heading", "A heading");
            builder.AddComponentParameter(3, "Class", "wide card");
            builder.AddAttribute(4, "onclick", "run()");
            builder.OpenElement(5, "style");
        }
    }
}

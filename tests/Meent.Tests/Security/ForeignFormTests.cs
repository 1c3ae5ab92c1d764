using Meent.Tests.Authorisation;
using Meent.Tests.House;

namespace Meent.Tests.Security;

/// <summary>Forms that a page elsewhere sends in somebody's name (CSRF): without a token, with a made-up one, with that of another.</summary>
public class ForeignFormTests
{
    [Theory]
    [InlineData(Caller.Nobody)]
    [InlineData(Caller.Person)]
    [InlineData(Caller.Coordinator)]
    [InlineData(Caller.Operator)]
    public async Task No_form_of_any_page_does_anything_without_the_token_of_who_sends_it(Caller caller)
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        var forms = await world.Forms(caller);
        Assert.True(forms.Count >= (caller == Caller.Nobody ? 3 : caller == Caller.Person ? 6 : 10), $"{forms.Count} forms");
        using var attacker = await world.Sender(caller == Caller.Other ? Caller.Person : Caller.Other);
        using var nobody = await world.Sender(Caller.Nobody);
        string?[] tokens = [null, "", "made up", await attacker.Token(), caller == Caller.Nobody ? null : await nobody.Token()];
        using var victim = await world.Sender(caller);
        await victim.Token();
        var (wrong, before) = (new List<string>(), await world.Contents());
        foreach (var form in forms)
            foreach (var token in tokens.Distinct())
            {
                using var response = await victim.Post(form.Action, new FormUrlEncodedContent(token is null ? form.Fields : [.. form.Fields, new(Sender.TokenField, token)]));
                if (await world.Contents() is var after && after != before) wrong.Add($"{form} changed the database");
                before = after;
                if (form.HasToken && (int)response.StatusCode < 400 && response.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) != true) wrong.Add($"{form} was answered with {(int)response.StatusCode}");
            }
        Found.Nothing(wrong);
    }

    [Fact]
    public async Task With_the_right_token_a_form_does_change_something()
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        using var sender = await world.Sender(Caller.Person);
        await sender.Token();
        var before = await world.Contents();
        using var response = await sender.Post("/account", [new("act", "person"), new("name", "Another name"), new("language", "nl")]);
        Assert.Equal(303, (int)response.StatusCode);
        Assert.NotEqual(before, await world.Contents());
    }

    [Fact]
    public async Task Reading_a_second_time_changes_nothing()
    {
        await using var world = await SecurityWorld.On(Engine.Sqlite);
        var wrong = new List<string>();
        foreach (var caller in new[] { Caller.Nobody, Caller.Coordinator, Caller.Operator })
        {
            using var sender = await world.Sender(caller);
            await sender.Token();
            // The first reading may end a round whose time is up.
            foreach (var page in world.Pages(caller)) using (await sender.Get(page)) continue;
            var before = await world.Contents();
            foreach (var page in world.Pages(caller))
            {
                using var response = await sender.Get(page);
                if (await world.Contents() is var after && after != before) wrong.Add($"{caller} {page}");
                before = after;
            }
        }
        Found.Nothing(wrong);
    }
}

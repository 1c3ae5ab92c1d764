using Meent.Foundation;
using Meent.Foundation.Data;
using Npgsql;

namespace Meent.Tests.Foundation;

public class StorageTests
{
    [Theory]
    [InlineData("Host=db;Username=meent", Storage.MostConnections)]
    [InlineData("Host=db;Username=meent;Maximum Pool Size=7", 7)]
    [InlineData("Host=db;Username=meent;MaxPoolSize=100", 100)]
    [InlineData("Host=db;Username=meent;Minimum Pool Size=60", 60)]
    public void A_hub_leaves_room_on_the_server_unless_the_operator_says_otherwise(string database, int most)
    {
        var settings = new Settings { Database = database };
        var used = new NpgsqlConnectionStringBuilder(Storage.PostgresConnectionString(settings));
        Assert.Equal(("db", "meent", most), (used.Host, used.Username, used.MaxPoolSize));
    }
}
